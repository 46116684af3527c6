import type { SqliteDatabase, SqliteStatement } from 'kysely';
import type Libsql from 'libsql';
import { StoreUnavailable } from '../errors.ts';

/**
 * The driver's database, for a disk that is full and for a process that stands still while it writes. What the file does
 * not take now is a `StoreUnavailable`: what has to be in the store is tried again until it is (`persist`). Everything
 * else stays the driver's error.
 *
 * Whatever writes has the write lock before it begins. A statement of the driver that waits for it in vain is not reset
 * (libsql-js#238): until it is collected as garbage no transaction of the connection can be committed. `exec` leaves none.
 */
export function carefulFile(database: Libsql.Database): SqliteDatabase {
  return {
    close: () => database.close(),
    prepare: (text) => {
      const turn = turns[text];
      if (turn) return word(() => careful(() => turn(database)));
      const statement = careful(() => database.prepare(text)) as unknown as SqliteStatement;
      const run = <T>(work: () => T) =>
        careful(() => (isRead.test(text) || database.inTransaction ? work() : locked(database, work)));
      return {
        reader: statement.reader,
        all: (parameters) => run(() => statement.all(parameters)),
        run: (parameters) => run(() => statement.run(parameters)),
        iterate: (parameters) => statement.iterate(parameters),
      };
    },
  };
}

const isRead = /^(select|pragma)\b/i;

const turns: Record<string, ((database: Libsql.Database) => void) | undefined> = {
  begin: (database) => database.exec('begin immediate'),
  commit: (database) => database.exec('commit'),
  rollback: undo,
};

/** A transaction that holds the write lock from its first moment. */
export function locked<T>(database: Libsql.Database, work: () => T): T {
  database.exec('begin immediate');
  try {
    const result = work();
    database.exec('commit');
    return result;
  } catch (error) {
    undo(database);
    throw error;
  }
}

/** Some failures have rolled back by themselves (sqlite.org/lang_transaction.html §3); once more would hide them. */
function undo(database: Libsql.Database): void {
  if (database.inTransaction) database.exec('rollback');
}

/** Does the work; what the store cannot do now is said so. */
export function careful<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw trouble(error) ?? error;
  }
}

/** By result code (sqlite.org/rescode.html), of which the first words say what is wrong, or by the file system's. */
function trouble(error: unknown): StoreUnavailable | undefined {
  const code = codeOf(error);
  const found = troubles.find(([codes]) => codes.test(code));
  return found && new StoreUnavailable(`${found[1]} (${code}).`, { hint: found[2], cause: error });
}

const anew = 'The same arguments write nothing twice.';
const troubles: [codes: RegExp, what: string, hint: string][] = [
  [
    /^SQLITE_BUSY/,
    'Another process has the store to itself for longer than a moment',
    `Try again in a minute; if that does not help, a process that uses the store stands still. ${anew}`,
  ],
  [
    /^(SQLITE_(FULL|IOERR)|ENOSPC|EDQUOT|EIO)/,
    'The disk of the store is full or fails',
    `Make room on it, then call again. ${anew}`,
  ],
  [
    /^(SQLITE_(CANTOPEN|READONLY|PERM)|EACCES|EPERM|EROFS|ENOTDIR|EEXIST)/,
    'The store cannot be written',
    `Make the folder "store" of the config writable for the user that runs Sidedoor, or name another. ${anew}`,
  ],
];

export function codeOf(error: unknown): string {
  return (error as { code?: string } | undefined)?.code ?? '';
}

function word(say: () => void): SqliteStatement {
  const run = () => {
    say();
    return { changes: 0, lastInsertRowid: 0 };
  };
  return { reader: false, run, all: () => [], iterate: () => [].values() };
}
