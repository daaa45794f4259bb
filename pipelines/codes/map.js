'use strict';
// Wheel, +/- and arrow keys and dragging move the view; thumbnails keep their size on the screen.
(() => {
  const svg = document.querySelector('svg');
  const size = document.querySelector('#size');
  const whole = svg.viewBox.baseVal.width, shape = svg.viewBox.baseVal.height / whole;
  let view = {x: 0, y: 0, width: whole};

  const show = () => {
    svg.setAttribute('viewBox', `${view.x} ${view.y} ${view.width} ${view.width * shape}`);
    const scale = size.value / 100 * view.width / whole;
    for (const inner of svg.querySelectorAll('g > g')) inner.setAttribute('transform', `scale(${scale})`);
    svg.dataset.zoom = (whole / view.width).toFixed(2);
  };
  const zoom = (factor, x, y) => {
    const width = Math.min(whole, Math.max(whole / 50, view.width * factor));
    view = {x: x - (x - view.x) * width / view.width, y: y - (y - view.y) * width / view.width, width};
    show();
  };
  const place = (event) => {
    const inverse = svg.getScreenCTM().inverse();
    return new DOMPoint(event.clientX, event.clientY).matrixTransform(inverse);
  };
  svg.addEventListener('wheel', (event) => {
    event.preventDefault();
    const at = place(event);
    zoom(event.deltaY > 0 ? 1.2 : 1 / 1.2, at.x, at.y);
  }, {passive: false});
  let held = null;
  svg.addEventListener('pointerdown', (event) => { held = place(event); svg.setPointerCapture(event.pointerId); });
  svg.addEventListener('pointerup', () => { held = null; });
  svg.addEventListener('pointermove', (event) => {
    if (!held) return;
    const at = place(event);
    view.x += held.x - at.x;
    view.y += held.y - at.y;
    show();
  });
  svg.addEventListener('keydown', (event) => {
    const step = view.width / 10, middle = [view.x + view.width / 2, view.y + view.width * shape / 2];
    if (event.key === '+') zoom(1 / 1.2, ...middle);
    else if (event.key === '-') zoom(1.2, ...middle);
    else if (event.key === 'ArrowLeft') view.x -= step;
    else if (event.key === 'ArrowRight') view.x += step;
    else if (event.key === 'ArrowUp') view.y -= step;
    else if (event.key === 'ArrowDown') view.y += step;
    else return;
    event.preventDefault();
    show();
  });
  size.addEventListener('input', show);
  show();
})();
