/** Draws the tiles of a frame with one instanced call. */

import { fragmentShader, vertexShader } from './shaders.js';
import type { MapTheme } from './theme.js';
import { type TileData, tilesPerRow } from './tile-data.js';
import type { Layer, TileDrawer } from './tile-drawer.js';

const uniformNames = ['tiles', 'resolution', 'ratio', 'camera', 'gap', 'hatch', 'shade'] as const;
type Uniforms = Record<(typeof uniformNames)[number], WebGLUniformLocation | null>;

/** Returns `null` where WebGL 2 is missing or only emulated: `draw-canvas.ts` is faster there. */
export function createWebglDrawer(canvas: HTMLCanvasElement): TileDrawer | null {
  if (isEmulated()) return null;
  const gl = canvas.getContext('webgl2', {
    alpha: false,
    antialias: false,
    depth: false,
  });
  if (gl === null) return null;
  const program = linkProgram(gl);
  if (program === null) return null;
  const uniforms = Object.fromEntries(
    uniformNames.map((name) => [name, gl.getUniformLocation(program, name)]),
  ) as Uniforms;
  const textures = new Map<TileData, WebGLTexture>();

  const textureOf = (data: TileData): WebGLTexture => {
    const known = textures.get(data);
    if (known !== undefined) return known;
    // Two frames are drawn at once while zooming; textures of older ones are deleted.
    for (const old of [...textures.keys()].slice(0, -1)) forget(gl, textures, old);
    const texture = uploadTiles(gl, data);
    textures.set(data, texture);
    return texture;
  };

  return {
    kind: 'webgl',
    draw: (layers, theme, ratio) => {
      gl.viewport(0, 0, canvas.width, canvas.height);
      gl.disable(gl.SCISSOR_TEST);
      gl.clearColor(...rgb(theme.gap), 1);
      gl.clear(gl.COLOR_BUFFER_BIT);
      gl.useProgram(program);
      setTheme(gl, uniforms, theme, canvas, ratio);
      for (const layer of layers) drawLayer(gl, uniforms, textureOf(layer.data), layer, canvas, ratio);
    },
    dispose: () => {
      for (const data of [...textures.keys()]) forget(gl, textures, data);
      gl.deleteProgram(program);
      // why: a browser keeps few contexts, and takes away the oldest of too many.
      gl.getExtension('WEBGL_lose_context')?.loseContext();
    },
  };
}

function drawLayer(
  gl: WebGL2RenderingContext,
  uniforms: Uniforms,
  texture: WebGLTexture,
  { data, camera, clip }: Layer,
  canvas: HTMLCanvasElement,
  ratio: number,
): void {
  if (clip === undefined) gl.disable(gl.SCISSOR_TEST);
  else {
    const [x, y, width, height] = clip.map((value) => Math.round(value * ratio)) as [
      number,
      number,
      number,
      number,
    ];
    gl.enable(gl.SCISSOR_TEST);
    gl.scissor(x, canvas.height - y - height, Math.max(0, width), Math.max(0, height));
  }
  gl.uniform4f(uniforms.camera, camera.scaleX, camera.scaleY, camera.x, camera.y);
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.drawArraysInstanced(gl.TRIANGLES, 0, Math.min(data.count, tilesPerRow) * 6, data.rows);
}

function setTheme(
  gl: WebGL2RenderingContext,
  uniforms: Uniforms,
  theme: MapTheme,
  canvas: HTMLCanvasElement,
  ratio: number,
): void {
  gl.uniform1i(uniforms.tiles, 0);
  gl.uniform2f(uniforms.resolution, canvas.width, canvas.height);
  gl.uniform1f(uniforms.ratio, ratio);
  gl.uniform3f(uniforms.gap, ...rgb(theme.gap));
  gl.uniform3f(uniforms.hatch, ...rgb(theme.hatch));
  gl.uniform2f(uniforms.shade, theme.shade.least, theme.shade.more);
}

function uploadTiles(gl: WebGL2RenderingContext, { rows, floats }: TileData): WebGLTexture {
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA32F, tilesPerRow * 3, rows, 0, gl.RGBA, gl.FLOAT, floats);
  return texture;
}

function forget(gl: WebGL2RenderingContext, textures: Map<TileData, WebGLTexture>, data: TileData): void {
  gl.deleteTexture(textures.get(data) ?? null);
  textures.delete(data);
}

function linkProgram(gl: WebGL2RenderingContext): WebGLProgram | null {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, vertexShader],
    [gl.FRAGMENT_SHADER, fragmentShader],
  ] as const) {
    const shader = gl.createShader(type);
    if (shader === null) return null;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
    gl.deleteShader(shader);
  }
  gl.linkProgram(program);
  return gl.getProgramParameter(program, gl.LINK_STATUS) ? program : null;
}

const rgb = (colour: number): [number, number, number] => [
  (colour >> 16) / 255,
  ((colour >> 8) & 255) / 255,
  (colour & 255) / 255,
];

/**
 * Returns whether there is no graphics card behind WebGL. Another canvas is asked, since a canvas keeps its kind of
 * context.
 */
function isEmulated(): boolean {
  const gl = document.createElement('canvas').getContext('webgl2', { failIfMajorPerformanceCaveat: true });
  if (gl === null) return true;
  const names = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer: unknown = names === null ? '' : gl.getParameter(names.UNMASKED_RENDERER_WEBGL);
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return /swiftshader|llvmpipe|softpipe|basic render/i.test(String(renderer));
}
