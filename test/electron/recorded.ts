/** Record of what the app did to the desktop, as plain data for tests. */
export interface Recorded {
  readonly utilities: { readonly pid: number; readonly name: string }[];
  /** Options of every window. */
  readonly windows: unknown[];
  readonly revealed: string[];
  readonly recentDocuments: string[];
  readonly notifications: unknown[];
  /** Values of the progress bar, in their order. */
  readonly progress: number[];
  readonly dialogs: { readonly kind: string; readonly hasWindow: boolean; readonly options: unknown }[];
  readonly privilegedSchemes: unknown[];
  clipboard: string;
  appUserModelId: string;
  themeSource: string;
  isSandboxed: boolean;
}

export const recorded: Recorded = {
  utilities: [],
  windows: [],
  revealed: [],
  recentDocuments: [],
  notifications: [],
  progress: [],
  dialogs: [],
  privilegedSchemes: [],
  clipboard: '',
  appUserModelId: '',
  themeSource: '',
  isSandboxed: false,
};
