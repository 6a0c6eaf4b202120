/*
 * duis_lint_room.h - what the parts of the lint share
 */
#ifndef ENGINE_DUIS_LINT_ROOM_H
#define ENGINE_DUIS_LINT_ROOM_H

#include "base/buf.h"
#include "engine/duis_lint.h"
#include "model/codes.h"

struct duis_lint {
	const struct duis_message *m;
	const struct duis_context *c;
	const struct srv *srv;
	struct diag *d;
};

/* A finding at the element, or at the envelope (NULL). */
void duis_lint_find(struct duis_lint *l, enum code code,
		    const struct duis_element *at, const char *column,
		    struct span value, const char *fmt, ...)
	__attribute__((format(printf, 6, 7)));

const struct srv *duis_lint_srv(const struct duis_lint *l, struct span srv);
/* NULL: not known. */
const struct duis_device *duis_lint_device(const struct duis_lint *l,
					   uint64_t eui);

/* May the sender ask for it? */
void duis_lint_role(struct duis_lint *l, const struct srv *v,
		    const struct duis_element *at, const char *column);
void duis_lint_schedule(struct duis_lint *l);	/* of a CreateSchedule */
void duis_lint_dates(struct duis_lint *l);	/* of any body */

#endif
