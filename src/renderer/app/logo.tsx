/** The drawing of the page's and the app's icon. */
export const Logo = () => <img className="logo" src="./icon.svg" alt="" />;
