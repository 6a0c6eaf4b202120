/*
 * sitrun_letter.h - requests of a run: made, numbered, signed, addressed
 *
 *	struct letters l;
 *
 *	if (!letters_open(&l, s, &diag)) ...	(findings)
 *	if (letters_write(&l, &ask, &letter)) ...	(else letter.why)
 *	letter.url, letter.bytes
 *	letters_close(&l);
 *
 * Each user signs with its own key; without one a request goes unsigned. Who
 * orders a letter gives its RequestID.
 *
 * The second request of a case with a pre-command has the number of the
 * first and carries the pre-command as it came: its own signature is one of
 * GBCS, which is not made here.
 *
 * Spans of a letter live until the next one is written.
 */
#ifndef TOOLS_SITRUN_LETTER_H
#define TOOLS_SITRUN_LETTER_H

#include "engine/case_target.h"
#include "file/codec.h"
#include "tools/sitrun.h"

struct letter_user {
	uint64_t eui;
	struct xmlsig_key *key;		/* NULL: it does not sign */
	struct span certificate;	/* base64, or empty */
};

struct letters {
	struct sitrun *s;
	VEC(struct letter_user) users;
	struct arena arena;		/* of one letter */
	struct arena kept;
	struct buf plain, bytes, url;
};

struct letter_ask {
	const struct testcase *testcase;
	const struct case_target *target;
	const struct campaign_interface *interface;
	unsigned stage;			/* 1, 2 */
	struct span schedule;		/* that the chain made, or empty */
	struct span pre_command;	/* stage 2: what came of stage 1 */
	struct duis_id id;
	int64_t now_ms;			/* of the campaign's clock */
};

struct letter {
	struct span bytes, url;
	const char *media_type;
	bool has_due;
	int64_t due_ms;			/* of what it names a time for */
	struct span why;		/* it cannot be written */
};

bool letters_open(struct letters *l, struct sitrun *s, struct diag *d);
bool letters_write(struct letters *l, const struct letter_ask *ask,
		   struct letter *letter);
void letters_close(struct letters *l);

#endif
