/**
 * Shaders of the tiles. An instance is a row of tiles, which the vertex shader fetches from the texture. One instance a
 * tile would be plainer, but without a graphics card (SwiftShader) each instance costs some 40 µs.
 *
 * Edges are rounded to device pixels, from the same numbers for neighbours, so that there are neither gaps nor overlaps
 * at any scale.
 */
export const vertexShader = `#version 300 es
precision highp float;
uniform highp sampler2D tiles;
uniform vec2 resolution;              // device pixels
uniform float ratio;                  // device pixels per CSS pixel
uniform vec4 camera;                  // scale x, scale y, offset x, offset y
out vec2 slopes;
out vec2 inside;                      // device pixels from the upper left of the tile
flat out vec2 extent;
flat out vec3 base;
flat out int flags;

void main() {
  int column = gl_VertexID / 6;
  int place = gl_VertexID - column * 6;
  // Two triangles: 0 1 2 and 2 1 3.
  int which = place < 3 ? place : (place == 3 ? 2 : place == 4 ? 1 : 3);
  vec2 corner = vec2(which & 1, which >> 1);
  vec4 box = texelFetch(tiles, ivec2(column * 3, gl_InstanceID), 0);
  vec4 slope = texelFetch(tiles, ivec2(column * 3 + 1, gl_InstanceID), 0);
  vec4 look = texelFetch(tiles, ivec2(column * 3 + 2, gl_InstanceID), 0);
  vec2 low = floor((box.xy * camera.xy + camera.zw) * ratio + 0.5);
  vec2 high = floor(((box.xy + box.zw) * camera.xy + camera.zw) * ratio + 0.5);
  slopes = mix(slope.xz, slope.yw, corner);
  extent = high - low;
  inside = corner * extent;
  base = look.rgb;
  flags = int(look.a);
  gl_Position = vec4(mix(low, high, corner) / resolution * 2.0 - 1.0, 0.0, 1.0);
  gl_Position.y = -gl_Position.y;
}`;

/** Direction of the light: from the upper left, and mostly from above. A unit vector. */
export const light = [-0.28, -0.45, 0.848] as const;

export const fragmentShader = `#version 300 es
precision highp float;
in vec2 slopes;
in vec2 inside;
flat in vec2 extent;
flat in vec3 base;
flat in int flags;
uniform float ratio;
uniform vec3 gap;
uniform vec3 hatch;
uniform vec2 shade;                   // what the light leaves at least, and how much more it gives
out vec4 pixel;

const vec3 light = vec3(${light.join(', ')});

void main() {
  vec3 colour = base;
  bool isCushion = (flags & 1) != 0;
  if (isCushion) {
    vec3 normal = normalize(vec3(-slopes, 1.0));
    colour *= shade.x + shade.y * max(0.0, dot(normal, light));
  }
  if ((flags & 2) != 0) {
    float stripe = abs(fract((gl_FragCoord.x + gl_FragCoord.y) / (7.0 * ratio)) - 0.5);
    colour = mix(colour, hatch, 1.0 - smoothstep(0.10 - 0.07 / ratio, 0.10 + 0.07 / ratio, stripe));
  }
  if ((flags & 4) != 0) {
    vec2 cell = mod(floor(inside / max(1.0, floor(ratio + 0.5))), 4.0);
    if (cell.x < 1.0 || cell.y < 1.0) colour = mix(colour, gap, 0.34);
  }
  float line = max(1.0, floor(ratio + 0.25));
  bool isEdge = inside.x > extent.x - line || inside.y > extent.y - line;
  if (isEdge && min(extent.x, extent.y) > 4.0 * line) colour = mix(colour, gap, isCushion ? 0.6 : 1.0);
  pixel = vec4(colour, 1.0);
}`;
