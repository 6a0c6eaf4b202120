/*
 * codec.h - the forms in which a request can go out
 *
 * The runner knows messages (model/duis.h), not bytes. What an interface
 * speaks is a codec, by name: a new form is a row in the table of codec.c,
 * and nothing else.
 *
 *	const struct codec *codec = codec_named(SPAN("duis"));
 *
 *	if (!codec->write(message, SPAN_EMPTY, &bytes)) ...
 *	if (codec->check(bytes, "case", &diag)) ...	(it reads back)
 */
#ifndef FILE_CODEC_H
#define FILE_CODEC_H

#include "base/buf.h"
#include "base/diag.h"
#include "model/duis.h"

struct codec {
	const char *name;
	const char *media_type;
	const char *versions;		/* pattern of schema versions */
	/* as duis_write() of file/duis.h */
	bool (*write)(const struct duis_message *m, struct span embedded,
		      struct buf *out);
	/* Do the bytes hold a message? Findings say what is wrong. */
	bool (*check)(struct span bytes, const char *file, struct diag *d);
};

const struct codec *codec_named(struct span name);	/* NULL: none */
void codec_names(struct buf *out);			/* "duis, ..." */

#endif
