import type { OutgoingRequest } from 'sidedoor-mcp';

/**
 * Whether a request may change something in RT.
 *
 * RT hands the parameters of a GET to the same code as those of a form: `Ticket/Display.html?id=7&Status=resolved` resolves
 * the ticket, and so do a hundred others. So nothing reads unless it is known to: a page may be asked for by the
 * parameters that only say what to show, which are named here for each page. Every RT counts on its own pages being
 * opened, so a page without parameters reads; those that do not are named as well.
 */
export function mutates({ method, url, form }: OutgoingRequest): boolean {
  const path = pathOf(url);
  if (path === undefined) return true;
  const names = [...namesIn(url.search), ...form.keys()];
  if (method === 'POST')
    return !(readingPosts.test(path) || (buildsSearch.test(path) && names.every(isOfBuilder)));
  if (method !== 'GET' && method !== 'HEAD') return true;
  if (assets.test(path)) return false;
  if (changesByItself.test(path)) return true;
  const page = pages.find(({ at }) => at.test(path));
  const harmless = new Set([...everywhere, ...(page?.shows ?? [])]);
  return !page?.anything && (names.some((name) => !harmless.has(name)) || !isPlainId(url));
}

/** As RT sees it: decoded, without doubled slashes. Undefined when it is no path that RT serves. */
function pathOf(url: URL): string | undefined {
  try {
    const path = decodeURIComponent(url.pathname).replace(/\/+/g, '/');
    // What comes after a page's name goes to that page: /Ticket/Display.html/Search/Results.html.
    return /\.html\/|\/\.{1,2}(\/|$)/.test(path) ? undefined : path;
  } catch {
    return undefined;
  }
}

/** Names of the parameters of an address. RT parts them at ";" as well as at "&". */
function namesIn(search: string): string[] {
  const parts = search.replace(/^\?/, '').split(/[&;]/);
  return parts.flatMap((part) => [...new URLSearchParams(part).keys()]);
}

/** `id=new` creates a ticket; two of them could be anything. */
function isPlainId(url: URL): boolean {
  const ids = url.search
    .replace(/^\?/, '')
    .split(/[&;]/)
    .flatMap((part) => new URLSearchParams(part).getAll('id'));
  return ids.length === 0 || (ids.length === 1 && /^\d*$/.test(ids[0] ?? ''));
}

/** `results` names the messages that RT kept for the page after a form. */
const everywhere = ['id', 'results', 'HomeRefreshInterval', 'NotMobile'];

interface ReadingPage {
  at: RegExp;
  /** Parameters that only say what to show. */
  shows?: string[];
  /** Whatever its parameters are. */
  anything?: true;
}

const pages: ReadingPage[] = [
  // Where RT sends whoever has no session; `next` names the page that was asked for.
  { at: /\/NoAuth\/Login\.html$/, shows: ['next'] },
  { at: /\/Search\/(Results|Chart|Simple)\.html$/, anything: true },
  { at: /\/Search\/Results\.(tsv|rdf|ical)$/, anything: true },
  {
    at: /\/Search\/Build\.html$/,
    shows: ['NewQuery', 'Query', 'Class', 'ObjectType', 'Format', 'Order', 'OrderBy'],
  },
  { at: /\/User\/Search\.html$/, anything: true },
  { at: /\/Helpers\/Autocomplete\/\w+$/, anything: true },
  { at: /\/Helpers\/(TicketHistory|TicketHistoryPage|TextDiff|ShortcutHelp|UserInfo)$/, anything: true },
  {
    at: /\/Ticket\/(Display|History)\.html$/,
    shows: ['ForceShowHistory', 'ShowHeaders', 'ReverseTxns', 'HideUnsetFields', 'NoRedirect'],
  },
  { at: /\/Ticket\/Update\.html$/, shows: ['Action', 'DefaultStatus', 'QuoteTransaction'] },
  { at: /\/Ticket\/Create\.html$/, shows: ['Queue'] },
];

/** Styles, scripts, pictures. */
const assets = /\/(static|NoAuth\/(css|js|images))\/|\/favicon\.ico$/;

/** Without a parameter, or with nothing but an id. */
const changesByItself =
  /\/NoAuth\/Logout\.html$|\/Helpers\/Toggle\/|\/REST\/|\/Helpers\/(AddTimeWorked|TicketUpdate|SpawnLinkedTicket)$|\/Helpers\/Upload\//;

/** What a ticket's form asks for while it is filled in: who would get mail. */
const readingPosts = /\/Helpers\/(PreviewScrips|ShowSimplifiedRecipients)$/;

const buildsSearch = /\/Search\/(Build|Edit)\.html$/;

/** The query builder also saves, copies and deletes searches. */
const isOfBuilder = (name: string) =>
  !/^(SavedSearch|SavedChart)(?!Load$|Id$)|^(Save|Delete|Revert|Copy)/i.test(name);
