/*
 * plan_session.h - everything that migrate-plan has read
 *
 * From files to the question, in one order: the planner's tables, the
 * inventory or tally, the rules as known, periods, classes, nodes. What is
 * wrong is in the frame's findings; plan_session_read() goes on as far as it
 * can, so that all of it is named in one pass.
 *
 *	struct plan_session s;
 *	int status = plan_session_read(&s, &frame, &paths, argv, n);
 *	if (status < 0)
 *		plan_make(&s.question.problem, &plan);
 *	plan_session_release(&s);
 *
 * Gives -1 to go on, else the exit status.
 */
#ifndef TOOLS_PLAN_SESSION_H
#define TOOLS_PLAN_SESSION_H

#include "engine/plan_question.h"
#include "model/plan_schedule.h"
#include "tools/load.h"

#define PLAN_WEEKS	130u		/* without a deadline */
#define PLAN_WEEKS_MAX	1040u

struct plan_session;

struct plan_paths {			/* NULL: not given */
	const char *table[PLAN_TABLES];
	const char *ppcl;		/* resolves ids of the eligibility */
	const char *schedules;
	const char *const *policy;
	size_t policies;
	struct load_paths load;
	int32_t known_on;		/* DATE_NONE: as-of */
	uint64_t weeks;			/* 0: to the nearest deadline */
	bool daily, lenient, has_unit;
	enum plan_attempts attempts;
	bool needs_ids;			/* a row an installation, all named */
	bool asks_ids;			/* rows are gone over again */
	enum plan_unit unit;
	const struct plan_match *also;	/* columns that part classes besides */
	size_t also_n;
	/* changes the tables once they are read; NULL: none */
	void (*amend)(struct plan_session *s, void *ctx);
	void *amend_ctx;
};

struct plan_session {
	struct frame *f;
	const struct plan_paths *paths;
	char **files;			/* the inventory */
	int files_n;
	struct plan_tables tables;
	struct plan_schedules schedules;
	struct load load;
	struct tally counted;
	const struct tally *tally;
	uint32_t *row_of_kind;		/* NULL of a tally */
	struct intern ids;		/* of exclusions by id */
	VEC(size_t) exclusion_of;	/* by id */
	VEC(struct plan_held) held;
	VEC(struct plan_held) by_kind;	/* row is the kind */
	VEC(bool) met;			/* by id */
	VEC(struct load_scan *) scans;	/* of the files, where ... */
	bool unscanned;			/* ... no row was read carefully */
	int32_t as_of, known_on, start;
	struct plan_rules rules;
	struct plan_period *period;
	uint32_t periods;
	struct plan_classes classes;
	struct plan_question question;
	uint64_t capacity_errors;
	bool sound;			/* no error but in the capacities */
	bool has_classes, has_question, has_load;
	enum plan_unit unit;
	struct count_notes_total {
		uint64_t superseded, replaced;	/* installations */
	} notes;
};

int plan_session_read(struct plan_session *s, struct frame *f,
		      const struct plan_paths *paths, char **files, int n);
void plan_session_release(struct plan_session *s);

/* What is counted in the result: installations, or meters. */
uint64_t plan_session_units(const struct plan_session *s,
			    uint32_t class_index, uint64_t installations);

#endif
