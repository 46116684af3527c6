import type { Page } from 'playwright';
import { byMarker, LayoutChanged } from 'sidedoor-mcp';
import type { Completeness } from 'sidedoor-mcp';
import type { Calendar } from './dates.ts';
import { loginName, openTicket } from './ticket.page.ts';

/** One line of a ticket's history: RT calls it a transaction. */
export interface Entry {
  id: number;
  at: string;
  /** Login name, or the address of somebody without one. */
  by: string;
  /** In RT's words: "Status changed from 'new' to 'open'". */
  what: string;
  /** Text of a message, without its form; null where there is none. */
  content: string | null;
  /** Names of attached files. */
  attachments: string[];
}

/** Ticket → History: all of it, whatever the user prefers to see with the ticket. */
export class HistoryPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Oldest first. */
  async read(id: number, calendar: Calendar): Promise<{ entries: Entry[]; complete: Completeness }> {
    await openTicket(this.#page, 'History', id);
    const { shown, isWhole } = JSON.parse(await this.#page.evaluate(readHistory)) as Shown;
    // RT prints its version when everything above is written.
    if (!isWhole || shown.length === 0) throw new LayoutChanged(`The history of ticket ${id} breaks off.`);
    const entries = shown.map(({ key, date, user, description, content, attachments }) => {
      const at = calendar.instant(date);
      if (at === null || !/^\d+$/.test(key))
        throw new LayoutChanged(`A line of the history of ticket ${id} has no date.`);
      return { id: Number(key), at, by: loginName(user), what: description, content, attachments };
    });
    return {
      entries: entries.toSorted((a, b) => a.id - b.id),
      complete: byMarker(`${entries.length} read, and the page has its end`),
    };
  }
}

interface Shown {
  isWhole: boolean;
  shown: {
    key: string;
    date: string;
    user: string;
    description: string;
    content: string | null;
    attachments: string[];
  }[];
}

/** Runs in the page. */
function readHistory(): string {
  const clean = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();
  const blocks = /^(P|DIV|UL|OL|LI|TABLE|TR|BLOCKQUOTE|PRE|H[1-6])$/;
  /** Text with its lines. RT writes the lines of plain text as <br>; other line ends in the page mean nothing. */
  const lines = (root: Node): string => {
    let text = '';
    const fresh = () => {
      if (text !== '' && !text.endsWith('\n')) text += '\n';
    };
    const walk = (node: Node, keeps: boolean) => {
      for (const child of node.childNodes) {
        if (child.nodeType === Node.TEXT_NODE) {
          const raw = child.textContent ?? '';
          const shown = keeps ? raw : raw.replace(/[ \t]*\n[ \t\n]*/g, ' ');
          const isFresh = text === '' || text.endsWith('\n');
          text += isFresh && !keeps && /^[ \t]*\n/.test(raw) ? shown.slice(1) : shown;
        } else if (child instanceof HTMLElement) {
          if (child.matches('.message-stanza-folder, script, style')) continue;
          if (child.nodeName === 'BR') text = `${text.replace(/[ ]+$/, '')}\n`;
          else {
            const isBlock = blocks.test(child.nodeName);
            if (isBlock) fresh();
            walk(child, keeps || child.nodeName === 'PRE');
            if (isBlock) fresh();
          }
        }
      }
    };
    walk(root, false);
    return text
      .replaceAll('\u00A0', ' ')
      .replace(/[ \t]+$/gm, '')
      .replace(/^\n+|\n+$/g, '');
  };
  const shown = [...document.querySelectorAll<HTMLElement>('.history-container > .transaction')].map(
    (entry) => {
      const description = entry.querySelector('.metadata > .description');
      const user = description?.querySelector(':scope > .user');
      const files = [...entry.querySelectorAll(':scope > .content .downloadfilename')].map((name) =>
        clean(name.textContent),
      );
      const texts = [...entry.querySelectorAll(':scope > .content .messagebody')]
        // A file has a name, and a body that says only why it is not shown.
        .filter((body) => !body.previousElementSibling?.querySelector('.downloadfilename'))
        .filter((body) => body.querySelector('.message-stanza') !== null)
        .map(lines);
      return {
        key: entry.dataset['transactionId'] ?? '',
        date: clean(entry.querySelector('.metadata > .date')?.textContent),
        user: clean(user?.textContent),
        description: clean(description?.textContent)
          .slice(clean(user?.textContent).length)
          .replace(/^ ?- /, ''),
        content: texts.length > 0 ? texts.join('\n') : null,
        attachments: files,
      };
    },
  );
  return JSON.stringify({ isWhole: document.querySelector('#footer #version') !== null, shown });
}
