/*
 * codec.h - the forms in which requests go out and answers come in
 *
 * The runner knows messages (model/duis.h) and what an answer says, not
 * bytes. What an interface speaks is a codec, by name: a new form is a row in
 * the table of codec.c, and nothing else.
 *
 *	const struct codec *codec = codec_named(SPAN("duis"));
 *	struct codec_facts facts;
 *
 *	if (!codec->write(message, SPAN_EMPTY, &bytes)) ...
 *	if (codec->check(bytes, "case", &diag)) ...	(it reads back)
 *	codec->read(&(struct codec_ask){ .bytes = body }, &arena, &facts);
 *	if (facts.wrong.n) ...			(it is not to be believed)
 *
 * Reading never stops at what is wrong: what could be read is told, and
 * `wrong` says why it is not to be believed. Texts live in the arena.
 *
 * Source: sections 2, 4 and 6.3 of the notes on testing in smets1-tools(7).
 */
#ifndef FILE_CODEC_H
#define FILE_CODEC_H

#include "base/buf.h"
#include "base/diag.h"
#include "file/xml_schema.h"
#include "file/xmlsig.h"
#include "model/duis.h"

enum codec_kind {
	CODEC_NOTHING,			/* no message */
	CODEC_ANSWER,			/* to a request, or of a schedule */
	CODEC_DEVICE_ALERT,
	CODEC_DCC_ALERT,		/* of the DCC, or of an S1SP in it */
};

/* Of a signature, or of a form. */
enum codec_verdict { CODEC_NOT_JUDGED, CODEC_GOOD, CODEC_BAD, CODEC_ABSENT };
const char *codec_verdict_name(enum codec_verdict v);	/* "not judged" */

struct codec_ask {
	struct span bytes;
	const struct xmlsig_certs *certs;	/* NULL: signatures are not
						   judged */
	bool unsigned_ok;		/* the outer one may be absent */
	const struct xml_schema *schema;	/* NULL: not judged */
};

/* A device, as an inventory tells it. */
struct codec_device {
	uint64_t eui;
	unsigned smets;			/* 1 or 2 */
	struct span firmware, s1sp;	/* or empty */
};

struct codec_facts {
	enum codec_kind kind;
	bool has_request;		/* which it answers */
	struct duis_id request;
	struct span srv;		/* or empty */
	struct span code;		/* "I99" */
	struct span payload;		/* element that differs, or empty */
	bool unsuccessful;		/* the device says that it did not */
	struct span pre_command;	/* base64, to be signed; or empty */
	struct span schedule;		/* id of a schedule, or empty */
	uint64_t device;		/* that it is about; 0: not told */
	struct span alert;		/* code of an alert, or empty */
	struct span s1sp_alert;		/* code of the S1SP in it, or empty */
	bool has_time;
	int64_t time_ms;		/* when it was made, as it says */
	const struct codec_device *devices;	/* of an inventory */
	size_t device_count;

	enum codec_verdict outer, embedded;	/* signatures */
	enum codec_verdict form;		/* by the schemas */
	struct span wrong;		/* the first thing, or empty */
};

struct codec {
	const char *name;
	const char *media_type;
	const char *versions;		/* pattern of schema versions */
	/* as duis_write() of file/duis.h */
	bool (*write)(const struct duis_message *m, struct span embedded,
		      struct buf *out);
	/* Do the bytes hold a message? Findings say what is wrong. */
	bool (*check)(struct span bytes, const char *file, struct diag *d);
	/* False: they hold none, or one that is not to be believed. */
	bool (*read)(const struct codec_ask *ask, struct arena *a,
		     struct codec_facts *facts);
};

const struct codec *codec_named(struct span name);	/* NULL: none */
void codec_names(struct buf *out);			/* "duis, ..." */

#endif
