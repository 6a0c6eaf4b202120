/* admit_room.h - what the files of engine/admit share */
#ifndef ENGINE_ADMIT_ROOM_H
#define ENGINE_ADMIT_ROOM_H

#include "base/intern.h"
#include "engine/admit.h"

enum cycle_kind { CYCLE_MT_EOC, CYCLE_SIT_EOC, CYCLE_REGRESSION, CYCLE_DMCT,
		  CYCLE_KINDS };

extern const char *const cycle_kind_names[CYCLE_KINDS];

/* Results by id, so that each row of a release looks at its own only. */
struct cycle_index {
	const struct results *results;
	struct intern ids;
	VEC(size_t) first;	/* by id, and one more: places in list */
	VEC(const struct result_row *) list;
};

/* The final cycle of one kind for one combination. */
struct cycle {
	VEC(const struct result_row *) decided;	/* by case, last attempts */
	struct span name;
	uint64_t results;	/* of the kind, in whatever cycle */
	uint64_t counting;	/* of these: on the right firmware, and so on */
	uint64_t passed;	/* of the decided: counting and PASS */
	uint64_t skipped;
	uint64_t unmended;	/* failed in an earlier cycle, not run again */
	uint64_t other_firmware, voided, other_smso;	/* in the cycle */
	struct span example;	/* which firmware it ran on instead */
	int32_t newest;		/* day; DATE_NONE: no result says one */
	bool has_srvt, has_mt;	/* a case of that phase passed */
};

void cycle_index_init(struct cycle_index *x, const struct results *results);
void cycle_index_release(struct cycle_index *x);
void cycle_find(const struct cycle_index *x, const struct release_row *row,
		enum cycle_kind kind, struct arena *a, struct cycle *c);
void cycle_release(struct cycle *c);

/* All decided, none failed, at least one passed. */
bool cycle_is_passed(const struct cycle *c);
/* "cycle 'MT-2': 40 of 41 PASS, 1 FAIL" */
struct span cycle_words(const struct cycle *c, enum cycle_kind kind,
			struct arena *a);
/* Adds the lines of the decided results to a digest. */
void cycle_digest(const struct cycle *c, struct sha256 *h);

/* Carries the entries on, or says why that cannot be. */
void admit_previous(const struct admit_input *in, struct admission *a);
/* Same device models and WAN provider; what is not stated is no
 * difference. */
bool admit_same_product(const struct release_row *a,
			const struct release_row *b);

#endif
