// Points on the graphics card (WebGL 2), a small square each in which the
// fragment shader finds the mark by its signed distance: sharp at any size. The
// columns lie there as they came; turning, fading and the way between two
// layouts are the vertex shader's.
import { ENTERING, FOG, HIDDEN, HOLLOW, LEAVING, PALE, PALENESS } from "./looks.js";
import { GLSL, REACH, RING } from "./marks.js";
import { LEVELS, TONES } from "./ramp.js";

const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;
const PLAIN = [1, 0, 0, 0, 1, 0, 0, 0, 1];

const VERTEX = `#version 300 es
precision highp float;
layout(location = 0) in float toX;
layout(location = 1) in float toY;
layout(location = 2) in float toZ;
layout(location = 3) in float fromX;
layout(location = 4) in float fromY;
layout(location = 5) in float fromZ;
layout(location = 6) in uint look;
layout(location = 7) in uint tone;
uniform vec3 least, span, middle;
uniform mat3 turn;
uniform vec4 view; // the camera's middle, and half a width and height in clip space a unit
uniform vec2 near; // least and greatest depth
uniform float share, radius;
uniform int pass; // -1 all points, else those that are pale (1) or not (0)
uniform sampler2D colors;
flat out vec3 color;
flat out int mark, hollow;
out float size;
void main() {
  int l = int(look);
  bool pale = (l & ${PALE}) != 0;
  vec3 place = mix(vec3(fromX, fromY, fromZ), least + span * vec3(toX, toY, toZ), share);
  vec3 seen = turn * (place - middle);
  float deep = near.y > near.x ? clamp((near.y - seen.z) / (near.y - near.x), 0.0, 1.0) : 0.0; // a glide may come from outside
  float level = deep * ${FOG}.0;
  if (pale) level = max(level, ${PALENESS}.0);
  if ((l & ${ENTERING}) != 0) level = max(level, (1.0 - share) * ${LEVELS - 1}.0);
  if ((l & ${LEAVING}) != 0) level = max(level, share * ${LEVELS - 1}.0);
  int faded = int(level + 0.5);
  color = texelFetch(colors, ivec2(int(tone), faded), 0).rgb;
  mark = l & 7;
  hollow = l & ${HOLLOW};
  size = 2.0 * (radius * ${(REACH + RING / 2).toFixed(2)} + 1.0);
  gl_PointSize = size;
  gl_Position = vec4((middle.xy + seen.xy - view.xy) * view.zw, 2.0 * deep - 1.0, 1.0);
  bool left = (l & ${HIDDEN}) != 0 || faded >= ${LEVELS - 1} || (pass >= 0 && pale != (pass == 1));
  if (left) gl_Position = vec4(9.0, 9.0, 9.0, 1.0);
}`;

const FRAGMENT = `#version 300 es
precision highp float;
flat in vec3 color;
flat in int mark, hollow;
in float size;
uniform float radius;
out vec4 ink;
${GLSL}
void main() {
  float far = distanceTo(mark, (gl_PointCoord - 0.5) * size / radius) * radius;
  if (hollow != 0) far = abs(far) - max(1.0, ${RING} * radius) / 2.0;
  float alpha = clamp(0.5 - far, 0.0, 1.0);
  if (alpha < 0.02) discard;
  ink = vec4(color, alpha);
}`;

export class Gl {
  name = "webgl";

  // make returns a renderer, or null where there is none that is worth it:
  // without WebGL 2, or, unless forced, on a card that software only plays.
  static make(forced) {
    const canvas = document.createElement("canvas");
    const gl = canvas.getContext("webgl2", { alpha: false, antialias: false, powerPreference: "high-performance", failIfMajorPerformanceCaveat: !forced });
    if (!gl) return null;
    const card = gl.getExtension("WEBGL_debug_renderer_info");
    if (forced || !(card && SOFTWARE.test(gl.getParameter(card.UNMASKED_RENDERER_WEBGL)))) return new Gl(canvas, gl);
    gl.getExtension("WEBGL_lose_context")?.loseContext();
    return null;
  }

  constructor(canvas, gl) {
    this.canvas = canvas;
    this.gl = gl;
    this.prepare();
  }

  // prepare makes everything anew: also after a loss of the card.
  prepare() {
    const { gl } = this;
    const program = (this.program = gl.createProgram());
    for (const [type, source] of [[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, FRAGMENT]]) {
      const shader = gl.createShader(type);
      gl.shaderSource(shader, source);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
    }
    gl.linkProgram(program);
    if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) throw new Error(`shader: ${gl.getProgramInfoLog(program)}`);
    this.at = new Proxy({}, { get: (known, name) => (known[name] ??= gl.getUniformLocation(program, name)) });
    this.buffers = Array.from({ length: 8 }, () => gl.createBuffer());
    this.largest = (gl.getParameter(gl.ALIASED_POINT_SIZE_RANGE)?.[1] ?? 64) / 2 / REACH - 2;
    this.order = gl.createBuffer();
    this.ordered = 0;
    gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    gl.blendFunc(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA);
    gl.enable(gl.BLEND);
    this.scene = this.colors = null;
  }

  resize(width, height, ratio) {
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    this.ratio = ratio;
  }

  draw(scene, { camera, radius, colors }) {
    const { gl, at } = this;
    gl.useProgram(this.program);
    this.#upload(scene);
    this.#dye(colors);
    gl.viewport(0, 0, this.canvas.width, this.canvas.height);
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    const spans = scene.columns.map((c) => (c.values instanceof Uint16Array ? [c.min, c.max - c.min] : [0, 1]));
    gl.uniform3fv(at.least, [0, 1, 2].map((c) => spans[c]?.[0] ?? 0));
    gl.uniform3fv(at.span, [0, 1, 2].map((c) => spans[c]?.[1] ?? 0));
    gl.uniform3fv(at.middle, [0, 1, 2].map((c) => scene.middle[c] ?? 0));
    gl.uniformMatrix3fv(at.turn, true, scene.inSpace ? scene.matrix : PLAIN);
    gl.uniform4f(at.view, camera.x, camera.y, (2 * camera.scale) / camera.width, (2 * camera.scale) / camera.height);
    gl.uniform2fv(at.near, scene.near ?? [0, 0]);
    gl.uniform1f(at.share, scene.from ? scene.share : 1);
    gl.uniform1f(at.radius, Math.min(this.largest, Math.max(0.75, radius * this.ratio)));
    (scene.inSpace ? gl.enable : gl.disable).call(gl, gl.DEPTH_TEST);
    for (const pass of scene.pale ? [1, 0] : [-1]) {
      gl.uniform1i(at.pass, pass);
      gl.drawElements(gl.POINTS, scene.n, gl.UNSIGNED_INT, 0);
    }
    return this.shown;
  }

  // #upload brings to the card what has changed.
  #upload(scene) {
    const { gl } = this;
    const fresh = scene !== this.scene;
    if (fresh || scene.places !== this.places) {
      for (let c = 0; c < 3; c++) {
        this.#attribute(c, scene.columns[c]?.values);
        this.#attribute(3 + c, scene.from?.[c]);
      }
      this.#sort(scene.n);
    }
    if (fresh || scene.looks !== this.looks) {
      this.#attribute(6, scene.look);
      this.#attribute(7, scene.tone);
      this.shown = scene.look.reduce((sum, l) => sum + !(l & HIDDEN), 0);
    }
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, this.order);
    [this.scene, this.places, this.looks] = [scene, scene.places, scene.looks];
  }

  #attribute(index, values) {
    const { gl } = this;
    if (!values) return gl.disableVertexAttribArray(index);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffers[index]);
    gl.bufferData(gl.ARRAY_BUFFER, values, gl.STATIC_DRAW);
    gl.enableVertexAttribArray(index);
    if (values instanceof Uint8Array) gl.vertexAttribIPointer(index, 1, gl.UNSIGNED_BYTE, 0, 0);
    else if (values instanceof Uint16Array) gl.vertexAttribPointer(index, 1, gl.UNSIGNED_SHORT, true, 0, 0);
    else gl.vertexAttribPointer(index, 1, gl.FLOAT, false, 0, 0);
  }

  // #sort lets the first points lie on top, as the canvas does.
  #sort(n) {
    if (n === this.ordered) return;
    const { gl } = this;
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, this.order);
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, Uint32Array.from({ length: n }, (_, i) => n - 1 - i), gl.STATIC_DRAW);
    this.ordered = n;
  }

  #dye(colors) {
    if (colors === this.colors) return;
    const { gl } = this;
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, TONES, LEVELS, 0, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(colors.buffer));
    const [r, g, b] = colors.slice(-4, -1);
    gl.clearColor(r / 255, g / 255, b / 255, 1);
    this.colors = colors;
  }

  destroy() {
    this.canvas.remove();
    this.gl.getExtension("WEBGL_lose_context")?.loseContext();
  }
}
