#include "emu/due.h"

#include <stdbool.h>

static bool before(const struct emu_due_item *a, const struct emu_due_item *b)
{
	return a->at_ms < b->at_ms ||
	       (a->at_ms == b->at_ms && a->order < b->order);
}

void emu_due_add(struct emu_due *q, int64_t at_ms, void *what)
{
	const struct emu_due_item item = { at_ms, q->added++, what };
	size_t at = q->heap.n;

	vec_push(&q->heap, item);
	while (at && before(&item, &q->heap.v[(at - 1) / 2])) {
		q->heap.v[at] = q->heap.v[(at - 1) / 2];
		at = (at - 1) / 2;
	}
	q->heap.v[at] = item;
}

int64_t emu_due_at(const struct emu_due *q)
{
	return q->heap.n ? q->heap.v[0].at_ms : EMU_NEVER;
}

void *emu_due_take(struct emu_due *q)
{
	struct emu_due_item last;
	size_t at = 0, n, child;
	void *what;

	if (q->heap.n == 0)
		return NULL;
	what = q->heap.v[0].what;
	last = q->heap.v[--q->heap.n];
	n = q->heap.n;
	while ((child = 2 * at + 1) < n) {
		if (child + 1 < n && before(&q->heap.v[child + 1],
					    &q->heap.v[child]))
			child++;
		if (!before(&q->heap.v[child], &last))
			break;
		q->heap.v[at] = q->heap.v[child];
		at = child;
	}
	if (n)
		q->heap.v[at] = last;
	return what;
}

void emu_due_release(struct emu_due *q)
{
	vec_release(&q->heap);
}
