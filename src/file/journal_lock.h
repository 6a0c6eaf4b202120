/*
 * journal_lock.h - one writer at a time, also over crashes
 *
 * A file beside the journal that its writer locks with flock(): the kernel
 * gives the lock back when the holder dies, so there is nothing stale. In it
 * stands who holds it, and whether the last write failed.
 *
 *	struct journal_lock *l = journal_lock_take(real, "sit.journal", &why);
 *
 *	if (!l) ...			(why.text: "... process 4711 on host")
 *	if (journal_lock_marked(l)) ...	(check before you believe it)
 *	journal_lock_mark(l);		(a write failed)
 *	journal_lock_give(l);
 *
 * The file stays, so that it can say who had it last. Only a lock that was
 * made for nothing goes away, by journal_lock_drop(); nobody else removes it.
 * For who waits at the file that went, the lock it gets is none: it is taken
 * only where the name still leads to what was locked.
 */
#ifndef FILE_JOURNAL_LOCK_H
#define FILE_JOURNAL_LOCK_H

#include "file/journal.h"

struct journal_lock;

/* `path` without links, so that there is one lock; `shown` is for messages. */
struct journal_lock *journal_lock_take(const char *path, const char *shown,
				       struct journal_why *why);
bool journal_lock_marked(const struct journal_lock *l);
void journal_lock_mark(struct journal_lock *l);
void journal_lock_clear(struct journal_lock *l);	/* found whole */
void journal_lock_give(struct journal_lock *l);		/* NULL is fine */
/* The same; its file goes away if it was made here and has no mark. */
void journal_lock_drop(struct journal_lock *l);

#endif
