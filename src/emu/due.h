/*
 * due.h - what is to happen, in the order in which it is due
 *
 * A heap of times. What is due at one time comes out in the order in which
 * it was put in, so that two runs agree. The thing itself is its owner's.
 *
 *	emu_due_add(&q, at_ms, job);
 *	while (emu_due_at(&q) <= now)
 *		run(emu_due_take(&q));
 *	emu_due_release(&q);
 */
#ifndef EMU_DUE_H
#define EMU_DUE_H

#include <stdint.h>
#include "base/vec.h"
#include "emu/clock.h"

struct emu_due_item {
	int64_t at_ms;
	uint64_t order;
	void *what;
};

struct emu_due {
	VEC(struct emu_due_item) heap;
	uint64_t added;
};

void emu_due_add(struct emu_due *q, int64_t at_ms, void *what);
int64_t emu_due_at(const struct emu_due *q);	/* EMU_NEVER: empty */
void *emu_due_take(struct emu_due *q);		/* NULL: empty */
void emu_due_release(struct emu_due *q);

#endif
