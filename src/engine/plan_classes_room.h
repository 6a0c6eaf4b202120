/*
 * plan_classes_room.h - what the files behind plan_classes.h share
 *
 * A case is the installations of one row of the tally and one status, on
 * their way into a class or into the residue. plan_residue.c takes away what
 * never migrates, plan_window.c says when the rest may, plan_classes.c
 * merges it.
 */
#ifndef ENGINE_PLAN_CLASSES_ROOM_H
#define ENGINE_PLAN_CLASSES_ROOM_H

#include "engine/plan_classes.h"

struct plan_case {
	const struct tally_row *row;
	size_t piece;
	bool dormant;
	uint64_t count;			/* that are left of it */
	uint64_t gas_excluded;		/* of these */
	struct span cell[PLAN_COL_COUNT];
	uint32_t ids[PLAN_COL_COUNT];
	uint32_t weight, attempts_made;
	int32_t inventory_first, inventory_last, gained_on;
	const struct plan_eligibility *eligibility;
	const struct plan_upgrade *upgrade;
	int32_t earliest, latest;
	enum plan_bound first_by, last_by;
	const struct plan_policy *deadline;
	uint32_t first, last, fw_first;	/* periods */
	uint32_t fw_lead_days;
};

struct plan_builder {
	const struct plan_classes_input *in;
	struct plan_classes *c;
	bool used[PLAN_COL_COUNT];	/* columns that tell classes apart */
	struct plan_test *eligibility, *exclusions, *upgrades;
	bool *met[PLAN_TABLES];		/* rows that met an installation */
	uint64_t *share_of;		/* by exclusion: matched so far */
	struct intern codes;		/* of the residue, by bucket */
	struct intern keys;
	struct buf key;
	VEC(struct plan_class) list;
	VEC(struct plan_fact) facts;
};

/* Takes from k->count what never migrates. False: nothing is left. */
bool plan_residue_take(struct plan_builder *b, struct plan_case *k);

/* The row of the eligibility that holds for the case, or NULL. */
const struct plan_eligibility *plan_window_eligible(struct plan_builder *b,
						    const struct plan_case *k);
void plan_window_find(struct plan_builder *b, struct plan_case *k);
/* Is there a day, and a whole period? Else a finding about the class. */
void plan_window_tell(const struct plan_builder *b,
		      const struct plan_class *c, const struct plan_fact *f);

#endif
