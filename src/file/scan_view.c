/*
 * scan_view.c - workers and what they look at
 */
#include "file/scan_room.h"

#include <errno.h>
#include <unistd.h>

/* A key is no longer than its record. */
enum { PACKED = SCAN_WINDOW + SCAN_GROUP * SCAN_BLOCK + 2 * SCAN_PAD };

void scan_worker_init(struct scan_worker *w, const struct scan_shape *shape,
		      uint64_t block)
{
	uint16_t *room = mem_resize(NULL, SCAN_WINDOW + 32 + 64,
				    sizeof(*room));

	memset(w, 0, sizeof(*w));
	w->shape = shape;
	w->delta = 1;
	room[31] = UINT16_MAX;		/* the position before the first */
	w->position = room + 32;
	w->record = mem_resize(NULL, SCAN_WINDOW, sizeof(*w->record));
	w->buffer_bytes = SCAN_PAGE + (size_t)block + 1 + SCAN_FAR +
			  SCAN_WINDOW + (size_t)2 * SCAN_PAD;
	w->buffer_bytes += SCAN_BLOCK - w->buffer_bytes % SCAN_BLOCK;
	w->memory = mem_resize(NULL, w->buffer_bytes + PACKED + SCAN_PAGE, 1);
	w->buffer = (unsigned char *)w->memory +
		    (SCAN_PAGE - (uintptr_t)w->memory % SCAN_PAGE) %
		    SCAN_PAGE;
	w->packed = w->buffer + w->buffer_bytes;
	scan_memo_init(&w->memo);
}

void scan_worker_release(struct scan_worker *w)
{
	mem_free(w->position - 32);
	mem_free(w->record);
	mem_free(w->entry);
	mem_free(w->key);
	mem_free(w->memory);
	buf_release(&w->text);
	scan_memo_release(&w->memo);
}

static size_t read_at(int fd, void *to, size_t n, uint64_t at)
{
	size_t have = 0;

	while (have < n) {
		const ssize_t got = pread(fd, (char *)to + have, n - have,
					  (off_t)(at + have));

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		have += (size_t)got;
	}
	return have;
}

/* Bytes go where they stand in their page of the file: copying is a quarter
 * slower where both addresses nearly agree in their low twelve bits. */
bool scan_fill(struct scan_view *v, uint64_t at, uint64_t end)
{
	const size_t skew = (size_t)(at % SCAN_PAGE);
	struct scan_worker *w = v->w;
	const size_t n = (size_t)((end < v->size ? end : v->size) - at);

	if (skew + n + 1 + SCAN_PAD > w->buffer_bytes)
		BUG("a view beyond its buffer");
	v->bytes = w->buffer + skew;
	v->at = at;
	v->n = n;
	v->whole = end >= v->size;
	if (read_at(v->fd, v->bytes, n, at) != n) {
		w->why = "a file that is cut short while it is read";
		return false;
	}
	if (v->whole && n > 0 && v->bytes[n - 1] != '\n')
		v->bytes[v->n++] = '\n';
	memset(v->bytes + v->n, 0, SCAN_PAD);
	return true;
}
