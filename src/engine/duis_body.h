/*
 * duis_body.h - parameters to the body of a request, and back
 *
 * Builds the element of a service from parameters by element path. Order,
 * presence, repeats, choices and the type of every text come from the body
 * table (model/srv_body.h), so that a wrong order cannot be built; what does
 * not fit becomes findings, all of them in one pass, each naming the element:
 *
 *	struct duis_params p = DUIS_PARAMS_INIT;
 *
 *	duis_params_add(&p, SPAN("DSPScheduleID"), SPAN("17"), 0);
 *	e = duis_body_build(&(struct duis_body_ask){
 *		.srv = srv_find(SPAN("5.2")), .file = "cases.csv",
 *		.line = 12 }, &p, &arena, &diag);	(NULL: findings)
 *
 * and the other way round:
 *
 *	duis_body_params(e, &p);	(the same parameters)
 *	duis_body_check(&ask, e, &diag)	(a body that somebody else wrote)
 *
 * The texts of a built element are those of the parameters: they live as
 * long as these.
 *
 * Source: DUIS schema 5.1; sections 2, 6.1 and 11 of the notes on testing in
 * smets1-tools(7).
 */
#ifndef ENGINE_DUIS_BODY_H
#define ENGINE_DUIS_BODY_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/diag.h"
#include "model/duis.h"
#include "model/duis_params.h"
#include "model/srv.h"

/*
 * Which additions to DUIS 5.1 there are. The MP192 profile schedules 4.3 and
 * 4.4.3; no public schema has it, so the names of its two elements are ours
 * until a campaign gives others.
 */
struct duis_profile {
	unsigned version;		/* 51, 53, 54; 0: 51 */
	bool mp192;
	const char *child_4_3;		/* NULL: ours */
	const char *child_4_4_3;
};

struct duis_body_ask {
	const struct srv *srv;
	const struct duis_profile *profile;	/* NULL: plain 5.1 */
	const char *file;		/* of the findings; NULL: none */
	uint64_t line;			/* where a parameter has none */
};

/* NULL: there were errors. `p` is not changed. */
struct duis_element *duis_body_build(const struct duis_body_ask *ask,
				     const struct duis_params *p,
				     struct arena *a, struct diag *d);

/* What would build the element; for any element tree, also of an answer. */
void duis_body_params(const struct duis_element *body, struct duis_params *p);

/* The same findings about an element that is there, and its order. True: no
 * error. */
bool duis_body_check(const struct duis_body_ask *ask,
		     const struct duis_element *body, struct diag *d);

/* "5.1" is 51; 0: not of the form digit, point, digit. */
unsigned duis_version(struct span schema_version);

#endif
