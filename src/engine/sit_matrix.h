/*
 * sit_matrix.h - what has been shown of which service on which combination
 *
 * A cell for each service and combination that there are cases of: how many
 * passed, failed, were not run, ran on firmware that does not count any more.
 * And what a campaign must not overlook: a service that applies to the
 * devices of a combination and has no case there (UNCOVERED; without a
 * combination: it has none at all), and results of cases that the plan does
 * not have (ORPHAN), which count in no cell.
 *
 *	struct matrix m;
 *
 *	sit_matrix(&ask, &m, &diag);
 *	for (size_t i = 0; i < m.cells.n; i++) ...
 *	matrix_release(&m);
 *
 * A service applies where the campaign's list says so; without a list, where
 * the plan has a case of it for another combination, or the catalogue says
 * that SMETS1 devices serve it or likely do; and in each case only where the
 * combination has a device that serves it. Without a plan nothing is said to
 * be uncovered by the catalogue's word.
 *
 * With a release, a result counts as engine/evidence_counts.h says, and its
 * combinations are all there, tested or not.
 *
 * Source: sections 10.6 and 13 of the notes on testing in smets1-tools(7).
 */
#ifndef ENGINE_SIT_MATRIX_H
#define ENGINE_SIT_MATRIX_H

#include "engine/outcome.h"
#include "model/applicability.h"
#include "model/release.h"

enum matrix_state { MATRIX_FAIL, MATRIX_ERROR, MATRIX_BLOCKED,
		    MATRIX_NO_VERDICT, MATRIX_LATE, MATRIX_VOID,
		    MATRIX_NOT_RUN, MATRIX_PASS, MATRIX_SKIP,
		    MATRIX_UNCOVERED, MATRIX_ORPHAN, MATRIX_STATES };

const char *matrix_state_name(enum matrix_state s);	/* "NOT_RUN" */

struct matrix_ask {
	const struct outcomes *outcomes;
	const struct release *release;		/* NULL: none */
	const struct applicability *applies;	/* NULL: the catalogue */
	bool facets;		/* cells by installation and device too */
	const char *file;	/* of the results, for findings */
};

struct matrix_cell {
	struct span srv, ppc_id;
	struct span installation, device_type;	/* with facets */
	enum matrix_state state;
	struct outcome_rates rates;	/* of results that count */
	uint64_t voided;		/* cases with others only */
	struct span cycles, firmware[DEVICES], issues, requirements;
	struct span case_id;		/* of an orphan */
};

struct matrix_combination {
	struct span ppc_id;
	struct outcome_rates rates;	/* no orphans */
	uint64_t voided;
	struct span cycles, firmware[DEVICES];
	unsigned devices;		/* a set of enum srv_device */
};

struct matrix {
	struct arena arena;
	VEC(struct matrix_cell) cells;	/* by service, combination, facets;
					   orphans last */
	VEC(struct matrix_combination) combinations;
	struct outcome_rates rates;	/* of all, orphans left out */
	uint64_t voided, uncovered, orphans;
};

void sit_matrix(const struct matrix_ask *ask, struct matrix *m,
		struct diag *d);
void matrix_release(struct matrix *m);

#endif
