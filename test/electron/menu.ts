/** `Menu`. Its items are as people see them, with what Electron gives an item for its role. */
import { defaultsOf } from './menu-roles.js';

export interface MenuItem {
  readonly label?: string;
  readonly role?: string;
  readonly type?: string;
  readonly accelerator?: string;
  readonly enabled?: boolean;
  readonly submenu?: readonly MenuItem[];
  readonly click?: () => void;
}

/** The application's menu. */
export const menu: { items: readonly MenuItem[] } = { items: [] };

export const Menu = {
  buildFromTemplate: (template: readonly MenuItem[]): BuiltMenu => ({ items: template.map(build) }),
  setApplicationMenu: (built: BuiltMenu | null): void => {
    menu.items = built?.items ?? [];
  },
};

interface BuiltMenu {
  readonly items: readonly MenuItem[];
}

function build(item: MenuItem): MenuItem {
  const whole = { ...(item.role === undefined ? {} : defaultsOf(item.role)), ...item };
  const { label, submenu } = whole;
  if (label === undefined && item.type !== 'separator') throw new TypeError('a menu item wants a label');
  return {
    ...whole,
    // why: two `&` show as one; one alone makes a key of the next letter.
    ...(label !== undefined && { label: label.replaceAll(/&(&?)/g, '$1') }),
    ...(submenu && { submenu: submenu.map(build) }),
  };
}
