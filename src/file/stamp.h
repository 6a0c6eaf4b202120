/*
 * stamp.h - is a file still what it was when reading it began?
 *
 * Somebody may write to a file while it is read, or cut it short. What was
 * read is then the begin of one file and the end of another, and counts of
 * it are counts of nothing. A stamp tells: which file it is, its size, and
 * when it was changed last.
 *
 *	struct file_stamp before;
 *	stamp_take(fd, &before);
 *	...read to the end...
 *	if (!stamp_holds(fd, &before)) ...	(has changed meanwhile)
 *
 * Only regular files have one; what a pipe brings is what there is. A change
 * that leaves the size alone and falls into the same tick of the clock as
 * the change before reading is not told: some milliseconds.
 */
#ifndef FILE_STAMP_H
#define FILE_STAMP_H

#include <stdbool.h>
#include <stdint.h>

#define STAMP_CHANGED	"has changed while it was read; begin again"

struct file_stamp {
	bool regular;
	uint64_t device, inode;
	uint64_t size_bytes;
	int64_t changed_s, changed_ns;
};

/* False, and errno: the descriptor cannot be asked. What is no regular file
 * gets a stamp that always holds. */
bool stamp_take(int fd, struct file_stamp *s);
bool stamp_holds(int fd, const struct file_stamp *s);
bool stamp_same(const struct file_stamp *a, const struct file_stamp *b);

#endif
