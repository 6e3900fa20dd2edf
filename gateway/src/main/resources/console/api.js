// Talks to the API that the page came from. The key lives in this tab's session storage alone.

const KEY = 'pricewright.key';
let leave = () => {};

/** What the server refused, as its problem document says it. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || `The server answered ${status}.`);
    this.status = status;
    this.code = problem.code ?? 'unknown';
    this.title = problem.title ?? 'Refused';
    this.errors = problem.errors ?? [];
    this.requestId = problem.request_id ?? null;
  }
}

export const signedIn = () => sessionStorage.getItem(KEY) !== null;

/** Forgets the key; who leaves by themselves leaves nothing else behind either. */
export const signOut = whole => (whole ? sessionStorage.clear() : sessionStorage.removeItem(KEY));


/** Says what happens when the server does not take the key any more. */
export const onRefusedKey = heard => { leave = heard; };

/** Tries a key, and keeps it when the server knows it. */
export async function signIn(key) {
  if (!/^[\x21-\x7e]+$/.test(key)) {
    throw new Refused(0, {detail: 'This is no API key: a key has letters, digits and underscores only. Paste it again.'});
  }
  const answer = await reach('/v1/scripts?limit=1', {headers: {'x-api-key': key}});
  // A key may lack a scope and still be a key: rooms say what they miss.
  if (!answer.ok && answer.status !== 403) throw await refusal(answer);
  sessionStorage.setItem(KEY, key);
}

export const get = (path, signal) => call('GET', path, undefined, signal);
export const post = (path, body, signal) => call('POST', path, body, signal);

async function call(method, path, body, signal) {
  const answer = await send(method, path, body, signal);
  return answer.json();
}

async function send(method, path, body, signal) {
  const headers = {'x-api-key': sessionStorage.getItem(KEY) ?? ''};
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const answer = await reach(path, {method, headers, signal, body: body === undefined ? undefined : JSON.stringify(body)});
  if (answer.ok) return answer;
  const refused = await refusal(answer);
  if (answer.status === 401) leave(refused);
  throw refused;
}

async function reach(path, options) {
  try {
    return await fetch(path, {cache: 'no-store', ...options});
  } catch (fault) {
    if (fault.name === 'AbortError') throw fault;
    throw new Refused(0, {code: 'unreachable', title: 'No answer', detail: 'The server does not answer. Check that it runs, then try again.'});
  }
}

async function refusal(answer) {
  try {
    return new Refused(answer.status, await answer.json());
  } catch {
    return new Refused(answer.status, {detail: `The server answered ${answer.status} without saying why.`});
  }
}

/** Reads server-sent events; an EventSource could not send the key. */
export async function* events(path, signal) {
  const answer = await send('GET', path, undefined, signal);
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const frames = (rest + part.value).split('\n\n');
    rest = frames.pop();
    for (const frame of frames) yield event(frame);
  }
}

function event(frame) {
  const found = {name: 'message', data: ''};
  for (const line of frame.split('\n')) {
    if (line.startsWith('event: ')) found.name = line.slice(7);
    if (line.startsWith('data: ')) found.data += line.slice(6);
  }
  return {name: found.name, data: JSON.parse(found.data)};
}

/** Saves an answer as a file. */
export async function download(path, name) {
  const answer = await send('GET', path);
  const url = URL.createObjectURL(await answer.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Reads all items of a list, up to so many; `total` says how many there are. */
export async function all(path, most, signal) {
  const joined = path + (path.includes('?') ? '&' : '?');
  const items = [];
  let total = 0;
  do {
    const page = await get(`${joined}limit=${Math.min(1000, most - items.length)}&offset=${items.length}`, signal);
    total = page.pagination.total;
    if (page.items.length === 0) break;
    items.push(...page.items);
  } while (items.length < Math.min(total, most));
  return {items, total};
}
