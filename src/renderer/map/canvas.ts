import type { Frame } from '../../contract/view.js';

/** Clears a canvas, and scales it to CSS pixels. */
export function clearCanvas(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d')!;
  const ratio = window.devicePixelRatio;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}

/** Stretches a frame of another size, until the one that fits is there. */
export function stretchTo(
  context: CanvasRenderingContext2D,
  frame: Frame,
  width: number,
  height: number,
): void {
  if (frame.x.length > 0) context.scale(width / frame.width[0]!, height / frame.height[0]!);
}

export const prefersStillness = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches;
