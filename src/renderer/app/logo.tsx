/** Icon of the page and the app. */
export const Logo = () => <img className="logo" src="./icon.svg" alt="" />;
