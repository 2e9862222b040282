// Cards are dragged by mouse, pen or finger. A finger has to rest on the card first, so that a swipe still scrolls.
const rest = 350, slop = 6, edge = 56, step = 14;

export function attach(board, page) {
  const listening = new AbortController();
  const listen = (target, type, handler, more) => target.addEventListener(type, handler, { signal: listening.signal, ...more });
  let drag = null;

  function press(e) {
    const card = e.target.closest('.card[data-id]');
    if (drag || !card || !e.isPrimary || e.button !== 0 || e.target.closest('button, details')) return;
    drag = { card, id: card.dataset.id, from: card.closest('.column'), pointer: e.pointerId, touch: e.pointerType === 'touch', startX: e.clientX, startY: e.clientY, x: e.clientX, y: e.clientY };
    if (drag.touch) drag.wait = setTimeout(lift, rest);
  }

  function lift() {
    const { left, top, width } = drag.card.getBoundingClientRect();
    drag.ghost = drag.card.cloneNode(true);
    drag.ghost.removeAttribute('data-id');
    drag.ghost.classList.add('ghost');
    Object.assign(drag.ghost.style, { left: `${left}px`, top: `${top}px`, width: `${width}px` });
    document.body.append(drag.ghost);
    drag.card.classList.add('lifted');
    board.classList.add('dragging');
    follow();
  }

  function move(e) {
    if (e.pointerId !== drag?.pointer) return;
    [drag.x, drag.y] = [e.clientX, e.clientY];
    if (drag.ghost || Math.hypot(drag.x - drag.startX, drag.y - drag.startY) <= slop) return;
    if (drag.touch) end(); else lift();
  }

  function follow() {
    drag.ghost.style.translate = `${drag.x - drag.startX}px ${drag.y - drag.startY}px`;
    const over = document.elementFromPoint(drag.x, drag.y)?.closest('.column');
    if (over !== drag.over) {
      drag.over?.classList.remove('over');
      over?.classList.add('over');
      drag.over = over;
    }
    const wide = board.getBoundingClientRect(), tall = over?.getBoundingClientRect();
    board.scrollLeft += pull(drag.x, wide.left, wide.right);
    if (tall) over.querySelector('.cards').scrollTop += pull(drag.y, tall.top, tall.bottom);
    drag.frame = requestAnimationFrame(follow);
  }

  const pull = (at, least, most) => at < least + edge ? -step : at > most - edge ? step : 0;

  function drop(e) {
    if (e.pointerId !== drag?.pointer) return;
    const { ghost, id, from, over } = drag;
    end();
    if (!ghost) return;
    const swallow = click => { click.preventDefault(); click.stopPropagation(); };
    window.addEventListener('click', swallow, { capture: true, once: true });
    setTimeout(() => window.removeEventListener('click', swallow, { capture: true }), 50);
    if (over && over !== from) page.invokeMethodAsync('Drop', id, over.dataset.stage);
  }

  function end() {
    if (!drag) return;
    clearTimeout(drag.wait);
    cancelAnimationFrame(drag.frame);
    drag.ghost?.remove();
    drag.card.classList.remove('lifted');
    drag.over?.classList.remove('over');
    board.classList.remove('dragging');
    drag = null;
  }

  listen(board, 'pointerdown', press);
  listen(window, 'pointermove', move);
  listen(window, 'pointerup', drop);
  listen(window, 'pointercancel', e => { if (e.pointerId === drag?.pointer) end(); });
  listen(window, 'keydown', e => { if (e.key === 'Escape') end(); });
  listen(board, 'dragstart', e => e.preventDefault());
  listen(board, 'contextmenu', e => { if (drag?.touch) e.preventDefault(); });
  listen(board, 'touchmove', e => { if (drag?.ghost) e.preventDefault(); }, { passive: false });
  return { detach() { end(); listening.abort(); } };
}
