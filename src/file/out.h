/*
 * out.h - one output: the whole of it or nothing
 *
 * To a named file: written beside it under a temporary name, synced, then
 * renamed over it, so that the file is at any moment the old one or the new
 * one. Without a name: to standard output. A name that is a symlink is
 * followed; one that is not a regular file (a pipe, /dev/null), or is what
 * standard output goes to, is written directly. The mode, and where allowed
 * the owner, are those of the file replaced, else those of the umask. A file
 * that may not be written is refused, not replaced.
 *
 *	struct out *o = out_open(path);		(NULL: standard output)
 *	sink_put(out_sink(o), ...);
 *	if (!out_commit(o, &why)) ...		(why: "cannot write 'x': ...")
 *	out_discard(o);				(instead: nothing happened)
 *
 * A writer that cannot go on fails the sink, sink_fail(), and what it says is
 * the why of out_commit().
 *
 * Both end the life of o. The first error is kept and reported by
 * out_commit(); EINTR and short writes are retried. Temporaries are named
 * .smets1-XXXXXX; out_remove_temporaries() is safe in a signal handler and
 * unlinks what is open (the module keeps a list of it, its only state); those
 * older than an hour in the same directory, and in nobody's hands, are
 * removed when a new one is made.
 *
 * A reader that leaves (EPIPE) is not an error of ours: out_pipe_closed()
 * tells it apart, and the program ends as formats.md says.
 */
#ifndef FILE_OUT_H
#define FILE_OUT_H

#include <stdbool.h>
#include "base/buf.h"
#include "base/sink.h"

struct out;

struct out *out_open(const char *path);		/* never NULL */
struct sink *out_sink(struct out *o);
bool out_commit(struct out *o, struct buf *why);
void out_discard(struct out *o);
/* Could a file be written there? For who has a day to go until it is; leaves
 * nothing behind. False: why, as of out_commit(). */
bool out_possible(const char *path, struct buf *why);
bool out_pipe_closed(void);		/* any output of this process */
/* Does it go to the null device? Then nobody will miss a long one. */
bool out_is_nowhere(const struct out *o);
void out_remove_temporaries(void);

#endif
