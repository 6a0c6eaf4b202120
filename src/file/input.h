/*
 * input.h - a file, whatever it is packed in
 *
 * Opens a named file or "-" (standard input), tells gzip and zstd by their
 * first bytes (never by the name), unpacks, and digests what was stored.
 * Plain input has no size ceiling. Unpacked input is refused beyond
 * max_unpacked bytes or, where that is not set, beyond 4 GiB or 1,000 times
 * what was stored and used so far (from the first MiB on); the finding names
 * --max-unpacked.
 *
 *	struct input *in = input_open("returns/a.csv.gz", &limits, &diag,
 *				      code);
 *	while ((n = input_read(in, buffer, sizeof(buffer))) > 0) ...
 *	if (input_failed(in)) ...		(a finding has been added)
 *	input_close(in);
 *
 * Refused, each with a finding: a file that cannot be opened or read, a
 * directory, a regular file that somebody has changed, cut short or made
 * longer meanwhile (stamp.h; looked at when its end is reached), a truncated
 * or damaged gzip or zstd stream (check sums and ends are checked), bytes
 * behind the last member, what is packed twice, and an XLSX, XLS, xz, bzip2
 * or UTF-16 file (said by name, with what to do). Joined members are one
 * stream. A file that cannot be opened or read at all, or has changed, is a
 * system failure (input_system_error: status 4), everything else is the
 * data's fault. An empty file is no fault here: what it lacks is for its
 * reader to say. A zstd frame that carries no check sum is believed as far
 * as its structure goes.
 *
 * The name used in findings and reports is the base name; "-" for standard
 * input.
 */
#ifndef FILE_INPUT_H
#define FILE_INPUT_H

#include <stdbool.h>
#include <stdint.h>
#include "base/buf.h"
#include "base/diag.h"
#include "base/sha256.h"

struct input;

struct input_limits {
	uint64_t max_unpacked;	/* bytes; 0: 4 GiB, and 1,000 to 1 */
};

/* Never NULL; on failure the first input_read() gives 0. limits may be NULL.
 * `code` is the code of its findings (static), such as "RFI001". */
struct input *input_open(const char *path, const struct input_limits *limits,
			 struct diag *d, const char *code);
size_t input_read(struct input *in, void *to, size_t n); /* 0: end or failed */
/* Adds all that is left. */
void input_read_all(struct input *in, struct buf *out);
bool input_failed(const struct input *in);
/* For who reads the bytes in another way: false, with a finding, if the file
 * is no longer what it was when it was opened. */
bool input_unchanged(struct input *in);
bool input_system_error(const struct input *in);
const char *input_name(const struct input *in);	/* lives as long as `d` */
uint64_t input_stored_bytes(const struct input *in);	/* read so far */
bool input_packed(const struct input *in);	/* once read from */
uint64_t input_size_bytes(const struct input *in);	/* 0: not known */

/* Digest of the stored bytes; reads on to the end if need be. Empty when the
 * file could not be read to its end. */
void input_digest(struct input *in, char text[SHA256_TEXT]);
/* Nobody will ask: digesting costs more than reading does. */
void input_forget_digest(struct input *in);
void input_close(struct input *in);

/* Has somebody put something on standard input? For a tool that can do
 * without: a terminal, a device and an end without a byte are nothing. Waits
 * for the first byte of a pipe, or its end. */
bool input_offered(void);

#endif
