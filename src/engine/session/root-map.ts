/** The map of an open root: its view laid out as frames. */
import type { View } from '../../contract/view.js';
import { MapLayout } from '../../core/map/layout.js';
import type { Emit } from './emit.js';
import { FramePacer } from './frame-pacer.js';
import type { EngineAnswer } from './request-schema.js';
import { checkDirectory } from './root-lists.js';
import type { RootReadings } from './root-readings.js';
import type { TreeView } from './tree-view.js';

export class RootMap {
  private readonly view: TreeView;
  private readonly readings: RootReadings;
  private readonly emit: Emit;
  private readonly layout: MapLayout;
  private readonly pacer = new FramePacer(() => this.drawFrame());
  private hasView = false;
  private frames = 0;

  constructor(view: TreeView, readings: RootReadings, emit: Emit) {
    this.view = view;
    this.readings = readings;
    this.emit = emit;
    this.layout = new MapLayout(view.latest(), view.legend);
  }

  /** Shows something else. @throws RequestRefused */
  show(view: View): EngineAnswer<'show'> {
    checkDirectory(this.view.tree, view.focus);
    const filterProblem = this.view.show(view);
    this.hasView = true;
    this.pacer.show();
    return { filterProblem };
  }

  acknowledge(number: number): void {
    this.pacer.acknowledge(number);
  }

  /** Draws again at once. */
  redraw(): void {
    this.pacer.show();
  }

  /** Draws again soon: the tree has changed. */
  grow(): void {
    this.pacer.change();
  }

  /** Lays out everything again. why: a rescan may have begun and ended between two frames. */
  forget(): void {
    this.layout.forget();
  }

  close(): void {
    this.pacer.close();
  }

  /** Draws nothing before there is a view, and something to be seen. */
  private drawFrame(): number | undefined {
    const { view, readings, layout } = this;
    const { isReading } = readings;
    if (!this.hasView || (isReading && view.tree.nodes.count === 1)) return undefined;
    layout.takeSizes(view.latest());
    view.keepFocus();
    const frame = layout.layOut(view.view, isReading);
    if (isReading) readings.report();
    this.emit('frame', { ...frame, number: ++this.frames });
    return this.frames;
  }
}
