/*
 * issue_links.h - which cases a testing issue is about
 *
 * An issue names cases (case_ids), and results name issues (issue_ids): both
 * are links. One that names no case and that no result names is about every
 * combination.
 *
 *	struct issue_links l;
 *
 *	issue_links_make(&l, &issues, &outcomes, "issues.csv", &diag);
 *	for (size_t i = l.first.v[n]; i < l.first.v[n + 1]; i++)
 *		use(l.v.v[i].id, l.v.v[i].which);
 *	issue_links_release(&l);
 *
 * Told as warnings: a case that neither plan nor results have, an issue
 * that a result names and the table does not have.
 */
#ifndef ENGINE_ISSUE_LINKS_H
#define ENGINE_ISSUE_LINKS_H

#include "engine/outcome.h"
#include "model/criteria.h"

struct issue_link {
	uint32_t issue;			/* its place in the table */
	uint32_t which;			/* the case; INTERN_NONE: unknown */
	struct span id;			/* of the case */
};

struct issue_links {
	VEC(struct issue_link) v;	/* by issue, then as named */
	VEC(size_t) first;		/* by issue, and one more */
};

void issue_links_make(struct issue_links *l, const struct test_issues *t,
		      const struct outcomes *o, const char *file,
		      struct diag *d);
void issue_links_release(struct issue_links *l);

/* Is an issue still open? One whose mending is planned is. */
bool issue_is_open(const struct test_issue *i);

/* Is the issue of that place about the combination? */
bool issue_concerns(const struct issue_links *l, const struct outcomes *o,
		    size_t issue, struct span ppc_id);

#endif
