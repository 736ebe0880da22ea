/** `session` and `protocol`: permissions of pages, and where pages come from. */
import { EventEmitter } from 'node:events';
import { app } from './app.js';
import { recorded } from './recorded.js';

type PermissionRequest = (
  contents: unknown,
  permission: string,
  answer: (isGranted: boolean) => void,
) => void;
type BeforeRequest = (details: { url: string }, answer: (response: { cancel?: boolean }) => void) => void;

class DefaultSession extends EventEmitter {
  /** Electron's defaults: it grants, and loads. */
  permissionRequest: PermissionRequest = (_contents, _permission, answer) => answer(true);
  permissionCheck: (...details: unknown[]) => boolean = () => true;
  devicePermission: (details: unknown) => boolean = () => true;
  beforeRequest: BeforeRequest = (_details, answer) => answer({});

  readonly webRequest = {
    onBeforeRequest: (listener: BeforeRequest): void => {
      this.beforeRequest = listener;
    },
  };

  setPermissionRequestHandler(handler: PermissionRequest): void {
    this.permissionRequest = handler;
  }

  setPermissionCheckHandler(handler: (...details: unknown[]) => boolean): void {
    this.permissionCheck = handler;
  }

  setDevicePermissionHandler(handler: (details: unknown) => boolean): void {
    this.devicePermission = handler;
  }
}

export const session = { defaultSession: new DefaultSession() };

type ProtocolHandler = (request: Request) => Response | Promise<Response>;
const protocols = new Map<string, ProtocolHandler>();

export const protocol = {
  registerSchemesAsPrivileged(schemes: unknown[]): void {
    if (app.isReady())
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    recorded.privilegedSchemes.push(...schemes);
  },
  handle(scheme: string, handler: ProtocolHandler): void {
    if (protocols.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    protocols.set(scheme, handler);
  },
};

/** For the stand-in: loads something for a page. Returns undefined where it may not, or nobody answers. */
export async function load(address: string, method = 'GET'): Promise<Response | undefined> {
  const isCancelled = await new Promise<boolean>((resolve) => {
    session.defaultSession.beforeRequest({ url: address }, ({ cancel = false }) => resolve(cancel));
  });
  if (isCancelled) return undefined;
  return protocols.get(new URL(address).protocol.slice(0, -1))?.(new Request(address, { method }));
}
