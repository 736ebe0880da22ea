/** Draws the tiles of a frame with one instanced call. */
import type { MapTheme } from './map-theme.js';
import { fragmentShader, vertexShader } from './shaders.js';
import { type TileData, tileBytes } from './tile-data.js';
import type { Layer, TileDrawer } from './tile-drawer.js';

const uniformNames = ['resolution', 'ratio', 'camera', 'gap', 'hatch', 'shade'] as const;
type Uniforms = Record<(typeof uniformNames)[number], WebGLUniformLocation | null>;

interface Upload {
  readonly array: WebGLVertexArrayObject;
  readonly buffer: WebGLBuffer;
  readonly count: number;
}

/** Returns `null` where WebGL 2 is missing. */
export function createWebglDrawer(canvas: HTMLCanvasElement): TileDrawer | null {
  const gl = canvas.getContext('webgl2', {
    alpha: false,
    antialias: false,
    depth: false,
    desynchronized: false,
  });
  if (gl === null) return null;
  const program = linkProgram(gl);
  if (program === null) return null;
  const uniforms = Object.fromEntries(
    uniformNames.map((name) => [name, gl.getUniformLocation(program, name)]),
  ) as Uniforms;
  const uploads = new WeakMap<TileData, Upload>();
  const kept: TileData[] = [];

  const uploadOf = (data: TileData): Upload => {
    const known = uploads.get(data);
    if (known !== undefined) return known;
    const upload = uploadTiles(gl, data);
    uploads.set(data, upload);
    kept.push(data);
    // Two frames are drawn at once while zooming; older ones are given back.
    while (kept.length > 2) forget(gl, uploads, kept.shift()!);
    return upload;
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
      for (const layer of layers) drawLayer(gl, uniforms, uploadOf(layer.data), layer, canvas, ratio);
    },
    dispose: () => {
      for (const data of kept) forget(gl, uploads, data);
      gl.deleteProgram(program);
    },
  };
}

function drawLayer(
  gl: WebGL2RenderingContext,
  uniforms: Uniforms,
  upload: Upload,
  { camera, clip }: Layer,
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
  gl.bindVertexArray(upload.array);
  gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, upload.count);
  gl.bindVertexArray(null);
}

function setTheme(
  gl: WebGL2RenderingContext,
  uniforms: Uniforms,
  theme: MapTheme,
  canvas: HTMLCanvasElement,
  ratio: number,
): void {
  gl.uniform2f(uniforms.resolution, canvas.width, canvas.height);
  gl.uniform1f(uniforms.ratio, ratio);
  gl.uniform3f(uniforms.gap, ...rgb(theme.gap));
  gl.uniform3f(uniforms.hatch, ...rgb(theme.hatch));
  gl.uniform2f(uniforms.shade, theme.shade.least, theme.shade.more);
}

function uploadTiles(gl: WebGL2RenderingContext, data: TileData): Upload {
  const array = gl.createVertexArray();
  const buffer = gl.createBuffer();
  gl.bindVertexArray(array);
  gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
  gl.bufferData(gl.ARRAY_BUFFER, data.bytes, gl.STATIC_DRAW);
  const attributes = [
    [4, gl.FLOAT, false, 0],
    [4, gl.FLOAT, false, 16],
    [4, gl.UNSIGNED_BYTE, true, 32],
    [1, gl.UNSIGNED_BYTE, false, 36],
  ] as const;
  attributes.forEach(([size, type, isNormalized, offset], index) => {
    gl.enableVertexAttribArray(index);
    gl.vertexAttribPointer(index, size, type, isNormalized, tileBytes, offset);
    gl.vertexAttribDivisor(index, 1);
  });
  gl.bindVertexArray(null);
  return { array, buffer, count: data.count };
}

function forget(gl: WebGL2RenderingContext, uploads: WeakMap<TileData, Upload>, data: TileData): void {
  const upload = uploads.get(data);
  if (upload === undefined) return;
  gl.deleteVertexArray(upload.array);
  gl.deleteBuffer(upload.buffer);
  uploads.delete(data);
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

export const rgb = (colour: number): [number, number, number] => [
  (colour >> 16) / 255,
  ((colour >> 8) & 255) / 255,
  (colour & 255) / 255,
];
