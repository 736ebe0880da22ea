/** Options of Node with which its processes treat an unhandled rejection as Electron's do: they warn of it. */
export const electronOptions = ['--unhandled-rejections=warn-with-error-code'];
