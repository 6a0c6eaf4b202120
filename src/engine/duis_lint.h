/*
 * duis_lint.h - what is wrong with a message that a schema takes
 *
 * The schema knows elements and types. It does not know that a body is that
 * of another service, that a request goes to the wrong web service, device
 * or role, or that its dates lie behind it. This does, before anything is
 * sent:
 *
 *	struct duis_context c = { .service = 'S', .roles = SRV_IS,
 *				  .has_now = true, .now = now_s,
 *				  .file = "topup.xml" };
 *
 *	if (!duis_lint(message, &c, &diag)) ...	(findings DUIS013 to 048)
 *
 * A pure function of the message and of what the caller knows; of what he
 * does not know nothing is judged, so that a single file can be looked at
 * alone. Elements and types are judged too (engine/duis_body.h): a message
 * that passes here passes the schema.
 *
 * Source: section 5 of the notes on testing in smets1-tools(7).
 */
#ifndef ENGINE_DUIS_LINT_H
#define ENGINE_DUIS_LINT_H

#include "base/diag.h"
#include "engine/duis_body.h"
#include "model/duis.h"
#include "model/srv.h"

struct duis_device {
	uint64_t eui;
	unsigned type;			/* one of enum srv_device; 0: unknown */
	unsigned smets;			/* 1 or 2; 0: unknown */
};

/* Zero of each member: not known. */
struct duis_context {
	const struct srv_catalogue *catalogue;	/* NULL: the built-in one */
	const struct duis_profile *profile;	/* of the endpoint */
	bool has_acb;
	uint64_t acb;			/* the DCC's own identity */
	unsigned roles;			/* of the sender; a set */
	const struct duis_device *devices;	/* all there are */
	size_t device_count;
	unsigned critical_smets1_cv;	/* in which a campaign sends critical
					   requests to SMETS1 devices: no
					   public text says */
	char service;			/* posted to 'S', 'T' or 'D' */
	bool has_now;
	int64_t now;			/* seconds since 1970, UTC */
	bool unsigned_ok;
	const char *file;
	uint64_t line;			/* where the message has no lines */
};

/* True: no error was found; there may be warnings. */
bool duis_lint(const struct duis_message *m, const struct duis_context *c,
	       struct diag *d);

#endif
