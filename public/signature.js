// A signature drawn by finger, pen or mouse, where scripts run. What is sent is the points of its strokes, in a field of
// 300 by 120, as text; without scripts the typed name stands alone.

const maxLength = 4000;

for (const field of document.querySelectorAll('[data-signature]')) {
  const canvas = field.querySelector('canvas');
  const input = field.querySelector('input');
  const erase = field.querySelector('button');
  const pen = canvas?.getContext('2d');
  if (canvas && input && erase && pen) {
    field.removeAttribute('hidden');
    draw(canvas, pen, input);
    erase.addEventListener('click', () => {
      pen.clearRect(0, 0, canvas.width, canvas.height);
      input.value = '';
    });
  }
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {CanvasRenderingContext2D} pen
 * @param {HTMLInputElement} input
 */
function draw(canvas, pen, input) {
  let drawing = false;
  pen.lineWidth = 2;
  pen.lineCap = 'round';
  /** @param {PointerEvent} event */
  const point = (event) => {
    const box = canvas.getBoundingClientRect();
    const within = (/** @type {number} */ value, /** @type {number} */ size) =>
      Math.max(0, Math.min(size, Math.round(value)));
    return {
      x: within(((event.clientX - box.left) / box.width) * canvas.width, canvas.width),
      y: within(((event.clientY - box.top) / box.height) * canvas.height, canvas.height),
    };
  };
  canvas.addEventListener('pointerdown', (event) => {
    const { x, y } = point(event);
    const next = `${input.value === '' ? '' : ';'}${x},${y}`;
    if (input.value.length + next.length > maxLength) return;
    drawing = true;
    canvas.setPointerCapture(event.pointerId);
    input.value += next;
    pen.beginPath();
    pen.moveTo(x, y);
  });
  canvas.addEventListener('pointermove', (event) => {
    if (!drawing) return;
    const { x, y } = point(event);
    const next = ` ${x},${y}`;
    if (input.value.length + next.length > maxLength) return;
    input.value += next;
    pen.lineTo(x, y);
    pen.stroke();
  });
  for (const end of ['pointerup', 'pointercancel'])
    canvas.addEventListener(end, () => {
      drawing = false;
    });
}
