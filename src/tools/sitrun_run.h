/*
 * sitrun_run.h - a campaign is run
 *
 *	status = sitrun_run(&s, &ask);
 *
 * A cycle is a journal's: its plan, its attempts, every byte that went and
 * came. A new cycle begins with a table of cases; --resume goes on with one
 * that was begun, with what the journal keeps; --rerun begins one with cases
 * of the one before. The order of things is one law: what is about to be sent
 * is on disk before its first byte leaves, and what came is on disk before it
 * is acknowledged or shown.
 *
 * Source: sections 10.2 to 10.4 of the notes on testing in smets1-tools(7).
 */
#ifndef TOOLS_SITRUN_RUN_H
#define TOOLS_SITRUN_RUN_H

#include "tools/sitrun_views.h"

enum sitrun_rerun { SITRUN_RERUN_FAILED, SITRUN_RERUN_LATE,
		    SITRUN_RERUN_VOIDED, SITRUN_RERUN_NONE };

struct sitrun_run_ask {
	char **paths;			/* tables of cases */
	int path_count;
	const char *campaign;		/* NULL: that of the journal */
	const char *const *devices;	/* none: those of the journal */
	size_t device_count;
	const char *ppcl;		/* the release; NULL: the campaign's */
	const char *journal;		/* NULL: by the campaign's name */
	const char *cycle;		/* NULL: the campaign's */
	bool resume, plan_changed;
	enum sitrun_rerun rerun;
	const char *const *voided;	/* results that a change voided */
	size_t voided_count;
	const char *endpoint, *admin;	/* NULL: as the campaign says */
	bool has_port;
	uint64_t receiver_port;
	const char *receiver_port_file;	/* NULL: none */
	bool has_tps;
	uint64_t tps_milli;
	bool has_outage;
	uint64_t outage_s;		/* that an interface may be away */
	const char *const *trust;	/* certificates; none: not judged */
	size_t trust_count;
	const char *schema;		/* folder; NULL: not judged */
	enum sitrun_form form;		/* of the results at the end */
};

int sitrun_run(struct sitrun *s, const struct sitrun_run_ask *ask);

#endif
