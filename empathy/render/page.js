'use strict';
// The script of a report: reasons over marks, and for a corpus search, order,
// filter and pairs laid out on demand. Whatever comes from the data is set as
// text and never as HTML. What layOut makes is what the template "pair" makes.
(() => {
  const byId = (id) => document.getElementById(id);

  // make builds an element. Strings among the children become text.
  function make(tag, attributes, ...children) {
    const e = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) e.setAttribute(name, value);
    e.append(...children);
    return e;
  }

  // Reasons over marks. A mark is described by the list of reasons, so what is
  // shown here is for the eye only.
  const tip = make('div', {class: 'tip', 'aria-hidden': 'true', hidden: ''});
  document.body.append(tip);
  let active = null;

  const described = (mark) => mark.getAttribute('aria-describedby').split(' ').map(byId).filter(Boolean);

  function show(mark) {
    if (mark === active) return;
    hide();
    active = mark;
    let line;
    tip.replaceChildren();
    for (const e of described(mark)) {
      if (e.classList.contains('signal')) {
        line = make('p', null, make('b', null, e.querySelector('b').textContent), ' ' + e.querySelector('.much').textContent);
        tip.append(line);
        continue;
      }
      const reason = e.querySelector('.reason');
      if (reason && line) line.append(' — ' + reason.textContent);
      emphasise(e, true);
    }
    tip.hidden = false;
    const box = mark.getClientRects()[0], own = tip.getBoundingClientRect();
    tip.style.left = Math.max(12, Math.min(box.left, innerWidth - own.width - 12)) + 'px';
    tip.style.top = (box.top > own.height + 14 ? box.top - own.height - 8 : mark.getBoundingClientRect().bottom + 8) + 'px';
  }

  function hide() {
    if (!active) return;
    described(active).forEach((e) => emphasise(e, false));
    active = null;
    tip.hidden = true;
  }

  // emphasise lights up a reason and all marks that it was given for.
  function emphasise(claim, on) {
    if (!claim.classList.contains('claim')) return;
    claim.classList.toggle('on', on);
    for (const m of claim.closest('.pair').querySelectorAll('mark[aria-describedby~="' + claim.id + '"]')) m.classList.toggle('on', on);
  }

  const markOf = (event) => event.target.closest && event.target.closest('mark');
  document.addEventListener('mouseover', (event) => {
    const mark = markOf(event), claim = event.target.closest('.claim');
    if (mark) show(mark);
    else if (claim) emphasise(claim, true);
  });
  document.addEventListener('mouseout', (event) => {
    const claim = event.target.closest('.claim');
    if (markOf(event)) hide();
    else if (claim) emphasise(claim, false);
  });
  document.addEventListener('focusin', (event) => { const mark = markOf(event); if (mark) show(mark); });
  document.addEventListener('focusout', hide);
  document.addEventListener('keydown', (event) => { if (event.key === 'Escape') hide(); });
  document.addEventListener('scroll', () => { if (active && active !== document.activeElement) hide(); }, {capture: true, passive: true});
  addEventListener('beforeprint', () => document.querySelectorAll('details.pair').forEach((d) => { lay(d); d.open = true; }));

  if (!byId('data')) return;

  // The data is read when it is first asked for.
  let data = null;
  function load() {
    if (!data) data = JSON.parse(byId('data').textContent);
    return data;
  }

  // The heat map, as the functions of the same names in Go have it.
  const digits = (h) => h < 0 ? 'n/a' : (h / 100).toFixed(2);
  const level = (h) => data.froms.findLastIndex((from) => h >= from);
  const heat = (h) => h < 0 ? 'na' : 'v' + level(h);
  const lost = (h) => h < 0 ? h : 100 - h;
  const short = (kind) => data.names[kind];
  const actKind = () => data.mechanisms.length;
  const clip = (s, most) => {
    const runes = Array.from(s.trim().replace(/\s+/g, ' '));
    return runes.length <= most ? runes.join('') : runes.slice(0, most - 1).join('').trimEnd() + '…';
  };
  const textOf = (segment) => typeof segment === 'string' ? segment : segment[0];
  const claimsOf = (segment) => typeof segment === 'string' ? [] : segment[1];
  const key = (kind) => make('span', {class: 'key k' + kind});
  const called = (p) => p.n || 'pair ' + p.p;

  // claimsIn lists the claims of a pair in order, each with the signal or act it
  // is of, its footnote and the quotes it was given for, and tells each segment
  // which of them end there.
  function claimsIn(p) {
    const claims = [];
    let figure = 0, letter = 0;
    const take = (of, label, kind) => {
      of.r = label;
      for (const [side, reason, whole] of of.c) claims.push({id: claims.length, of, side, reason, whole, label, kind, quotes: []});
    };
    for (const f of p.w) for (const g of f.g) take(g, String(++figure), f.k);
    for (const a of p.a) if (a.c.length) take(a, String.fromCharCode(97 + letter++), actKind());
    for (const x of p.x) {
      const runs = new Map();
      x.ends = x.s.map((segment, i) => claimsOf(segment).filter((id) => {
        const run = (runs.get(id) || '') + textOf(segment);
        runs.set(id, run);
        if (i + 1 < x.s.length && claimsOf(x.s[i + 1]).includes(id)) return false;
        runs.delete(id);
        const quote = clip(run, data.quote), c = claims[id];
        if (c.quotes.length < data.quotes && !c.quotes.includes(quote)) c.quotes.push(quote);
        return true;
      }));
    }
    return claims;
  }

  function chips(p) {
    if (!p.f.length) return make('span', {class: 'chips'}, make('span', {class: 'chip clear'}, 'nothing flagged'));
    return make('span', {class: 'chips'}, ...p.f.map((k) => make('span', {class: 'chip k' + k}, key(k), short(k))));
  }

  function side(p, claims, i) {
    const title = ['Source', 'Response'][i], x = p.x[i];
    const text = make('div', {class: 'text', dir: 'auto', tabindex: 0, role: 'group', 'aria-label': title});
    x.s.forEach((segment, n) => {
      const ids = claimsOf(segment);
      if (!ids.length) return text.append(textOf(segment));
      const of = ids.map((id) => claims[id]);
      const describers = new Set(of.flatMap((c) => ['p' + p.i + 's' + c.label, 'p' + p.i + 'c' + c.id]));
      const mark = make('mark', {class: 'k' + of[0].kind, tabindex: 0, 'aria-describedby': [...describers].join(' ')}, textOf(segment));
      text.append(mark);
      const refs = [...new Set(x.ends[n].map((id) => claims[id].label))].join('\u202f');
      if (refs) text.append(make('sup', {'aria-hidden': 'true'}, refs));
    });
    if (!x.s.length) text.append(make('span', {class: 'says'}, 'no text'));
    if (x.c) text.append(make('span', {class: 'says cut'}, '… ' + x.c.toLocaleString('en') + ' bytes more are not shown'));
    return make('section', null, make('h4', null, title), text);
  }

  function cell(h, kept) {
    const td = make('td', {class: heat(kept ? lost(h) : h)});
    if (h < 0) td.append(make('b', {'aria-hidden': 'true'}, '–'), make('small', null, 'n/a'));
    else td.append(make('b', null, digits(h)), ...(kept ? [] : [make('small', null, data.words[level(h)])]));
    return td;
  }

  function grid(p) {
    const head = (scope, ...children) => make('th', {scope}, ...children);
    return make('table', {class: 'grid'}, make('caption', null, 'What was lost'),
      make('thead', null, make('tr', null, make('td'), ...data.dimensions.map((d) => head('col', d)), head('col', 'whole'))),
      make('tbody', null, ...p.c.map((row, k) => make('tr', null, head('row', key(k), data.mechanisms[k]), ...row.map((h) => cell(h))))),
      make('tfoot', null, make('tr', null, head('row', 'kept'), ...[...p.d, p.s].map((h) => cell(h, true)))));
  }

  // line lays a claim out.
  function line(p, c) {
    const e = make('p', {class: 'claim', id: 'p' + p.i + 'c' + c.id}), side = ['source', 'response'][c.side];
    if (c.whole) e.append('the ' + side + ' as a whole');
    else e.append(make('span', {class: 'side'}, side), ' ', ...c.quotes.flatMap((q, i) => i ? [', ', make('q', null, q)] : [make('q', null, q)]));
    if (c.reason) e.append(make('span', {class: 'reason'}, c.reason));
    return e;
  }

  // item lays a signal or an act out with its claims.
  function item(p, o, much, claims) {
    const signal = make('p', {class: 'signal', ...(o.r && {id: 'p' + p.i + 's' + o.r})}, ...(o.r ? [make('span', {class: 'ref'}, o.r)] : []),
      make('b', null, o.n), ' ', make('span', {class: 'much'}, much));
    return make('li', null, signal, ...claims.filter((c) => c.of === o).map((c) => line(p, c)));
  }

  function acts(p, claims) {
    if (!p.a.length) return [];
    return [make('section', {class: 'finding k' + actKind()}, make('h4', null, key(actKind()), 'what the response does'),
      make('ul', null, ...p.a.map((a) => item(p, a, digits(a.s), claims))))];
  }

  function why(p, claims) {
    if (!p.w.length) return make('div', {class: 'why'}, make('p', {class: 'says'}, 'Nothing that a careful reader would flag.'));
    return make('div', {class: 'why'}, ...p.w.map((f) => make('section', {class: 'finding k' + f.k},
      make('h4', null, key(f.k), data.mechanisms[f.k] + ' ', make('span', {class: 'much'}, digits(f.s) + ' ' + data.words[level(f.s)])),
      make('ul', null, ...f.g.map((g) => item(p, g, g.d + ' ' + digits(g.s), claims))))));
  }

  function body(p) {
    const claims = claimsIn(p);
    return [...(p.o.length ? [make('ul', {class: 'notes'}, ...p.o.map((n) => make('li', null, n)))] : []),
      make('div', {class: 'texts'}, side(p, claims, 0), side(p, claims, 1)),
      make('div', {class: 'because'}, make('div', null, grid(p), ...acts(p, claims)), why(p, claims))];
  }

  // layOut makes a pair; its body is made when it is opened.
  function layOut(p) {
    const mini = make('span', {class: 'mini', 'aria-hidden': 'true'}, ...p.c.flatMap((row) => row.slice(0, -1).map((h) => make('i', {class: heat(h)}))));
    const d = make('details', {class: 'pair', id: 'p' + p.i},
      make('summary', null, make('span', {class: 'score ' + heat(lost(p.s))}, make('b', null, digits(p.s))), make('h3', null, make('bdi', null, called(p)), ' ', make('small', null, p.t)),
        make('span', {class: 'snippet', dir: 'auto'}, clip(p.x[0].s.map(textOf).join(''), data.snippet)), mini, chips(p)),
      make('div', {class: 'body'}));
    d.pair = p;
    d.addEventListener('toggle', () => lay(d));
    return d;
  }

  function lay(d) {
    if (d.pair && !d.lastChild.firstChild) d.lastChild.append(...body(d.pair));
  }

  // The list: those of the pairs that match, a page at a time.
  const results = byId('results'), more = byId('more'), status = byId('status'), tools = byId('tools'), query = byId('query'), sort = byId('sort');
  const pageLength = 50;
  const laid = new Map(Array.from(results.children, (e, i) => [i, e]));
  let found = null, shown = laid.size;

  const node = (i) => {
    if (!laid.has(i)) laid.set(i, layOut(load().pairs[i]));
    return laid.get(i);
  };

  // haystack is all that is searched of a pair.
  function haystack(p) {
    if (!p.hay) {
      const parts = [called(p), p.t, ...p.o];
      for (const x of p.x) parts.push(x.s.map(textOf).join(''));
      for (const f of p.w) for (const g of f.g) parts.push(g.n, ...g.c.map((c) => c[1]));
      for (const a of p.a) parts.push(a.n);
      p.hay = parts.join('\n').toLowerCase();
    }
    return p.hay;
  }

  const orders = {
    worst: null,
    best: (a, b) => b.i - a.i,
    place: (a, b) => a.p - b.p,
  };
  const bySeverity = (k) => (a, b) => b.c[k].at(-1) - a.c[k].at(-1) || a.i - b.i;

  function search() {
    const {pairs} = load();
    const terms = query.value.toLowerCase().split(/\s+/).filter(Boolean);
    const flag = tools.elements.flag.value;
    const matches = pairs.filter((p) =>
      (flag === 'all' || (flag === 'none' ? !p.f.length : p.f.includes(+flag))) && terms.every((t) => haystack(p).includes(t)));
    const order = sort.value in orders ? orders[sort.value] : bySeverity(+sort.value);
    if (order) matches.sort(order);
    found = matches.map((p) => p.i - 1);
    shown = Math.min(found.length, pageLength);
    results.replaceChildren(...found.slice(0, shown).map(node));
    tell();
  }

  const total = +results.dataset.listed;
  function tell() {
    const n = found ? found.length : total;
    status.textContent = n === 0 ? 'No pair matches.' : 'Showing ' + shown.toLocaleString('en') + ' of ' + n.toLocaleString('en') + (n === 1 ? ' pair' : ' pairs') + (n < total ? ' that match, ' + total.toLocaleString('en') + ' in all' : '');
    more.hidden = shown >= n;
    if (!more.hidden) more.textContent = 'Show ' + Math.min(pageLength, n - shown) + ' more';
  }

  more.addEventListener('click', () => {
    if (!found) found = load().pairs.map((p, i) => i);
    const next = found.slice(shown, shown + pageLength).map(node);
    results.append(...next);
    shown += next.length;
    tell();
    if (next.length) next[0].firstChild.focus();
  });
  let timer = 0;
  query.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(search, 120); });
  tools.addEventListener('change', (event) => { if (event.target !== query) search(); });
  tools.addEventListener('submit', (event) => { event.preventDefault(); search(); });
  tools.hidden = false;
  tell();
})();
