/** What the app has done to the desktop, for tests to look at. Plain data. */
export interface Recorded {
  readonly utilities: { readonly pid: number; readonly name: string }[];
  /** The options of every window. */
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
