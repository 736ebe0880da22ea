/** Window as people see and reach it: by names, roles, texts. */
import type { Download, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

export class Explorer {
  readonly page: Page;
  readonly map: Locator;
  readonly list: Locator;
  readonly filter: Locator;
  readonly status: Locator;

  constructor(page: Page) {
    this.page = page;
    this.map = page.getByRole('tree', { name: /^Map of/ });
    this.list = page.getByRole('treegrid');
    this.filter = page.getByRole('textbox', { name: 'Filter' });
    this.status = page.getByRole('contentinfo');
  }

  async waitForEnd(): Promise<void> {
    await this.status.getByText(/^(Complete|Stopped)/).waitFor();
  }

  /** Returns a tile of the map by its name, which is isolated where it is written from right to left. */
  tile(name: string): Locator {
    return this.map
      .getByRole('treeitem', { name: new RegExp(`^\u2066*${literally(name)}\u2069*, `) })
      .first();
  }

  row(name: string): Locator {
    return this.list.getByRole('row', { name: new RegExp(`(^|\\s)${literally(name)}\\s`) }).first();
  }

  /** Waits for the list's final order, which comes a little after the scan's end. */
  async waitForFirstRow(name: string): Promise<void> {
    await expect.poll(() => this.list.getByRole('row').nth(1).textContent()).toContain(name);
  }

  crumbs(): Promise<string[]> {
    return this.page.getByRole('navigation', { name: 'Path' }).getByRole('button').allInnerTexts();
  }

  /** Returns a point where a tile shows nothing but itself: within its head, if it has one. */
  async pointOf(name: string): Promise<{ x: number; y: number }> {
    const tile = this.tile(name);
    await tile.waitFor({ state: 'attached' });
    const box = await tile.boundingBox();
    if (box === null) throw new Error(`${name} has no tile`);
    return { x: box.x + Math.min(20, box.width / 2), y: box.y + Math.min(8, box.height / 2) };
  }

  async clickTile(name: string): Promise<void> {
    const { x, y } = await this.pointOf(name);
    await this.page.mouse.click(x, y);
  }

  async enterTile(name: string): Promise<void> {
    const { x, y } = await this.pointOf(name);
    await this.page.mouse.dblclick(x, y);
  }

  async hoverTile(name: string): Promise<Locator> {
    const { x, y } = await this.pointOf(name);
    await this.page.mouse.move(x - 1, y);
    await this.page.mouse.move(x, y);
    return this.page.locator('.tooltip');
  }

  panel(name: string): Locator {
    return this.page.getByRole('tab', { name: new RegExp(`^${name}`) });
  }

  async expectCrumbs(crumbs: readonly string[]): Promise<void> {
    await expect.poll(() => this.crumbs()).toEqual(crumbs);
  }

  /** Returns a picture of the tiles alone, to tell whether they are drawn otherwise. */
  async pictureOfMap(): Promise<Buffer> {
    await this.page.mouse.move(1, 1);
    return this.map.screenshot();
  }

  async exportCsv(what: 'Everything' | 'What the filter leaves'): Promise<Download> {
    await this.page.getByRole('button', { name: 'Export as CSV' }).click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByText(what).click();
    const waiting = this.page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Export' }).click();
    const download = await waiting;
    await this.page.keyboard.press('Escape');
    return download;
  }
}

const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
