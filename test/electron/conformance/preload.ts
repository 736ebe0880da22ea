/** The preload script of the specs. */
import { contextBridge, ipcRenderer } from 'electron';

const bridge = {
  invoke: (channel: string, ...payload: unknown[]): Promise<unknown> =>
    ipcRenderer.invoke(channel, ...payload),
  identity: (value: unknown): unknown => value,
  secondExposure: (): string => {
    try {
      contextBridge.exposeInMainWorld('conformance', {});
      return 'taken';
    } catch (error) {
      return (error as Error).message;
    }
  },
};

contextBridge.exposeInMainWorld('conformance', bridge);

ipcRenderer.on('port', ({ ports }, message: unknown) => {
  window.postMessage(message, location.origin, ports);
});
