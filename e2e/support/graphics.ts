/** Script for a page: hides that there is no graphics card, so that the page uses WebGL. */
export const pretendCard = `
  const ask = WebGL2RenderingContext.prototype.getParameter;
  WebGL2RenderingContext.prototype.getParameter = function (name) {
    return name === 0x9246 ? 'a card' : ask.call(this, name);
  };`;
