/*
 * scan_each.c - single records, in a second pass
 *
 * Where blocks begin and which keys there are is known by now: nothing is
 * guessed and nothing learned. What is not as it was makes the file another
 * one. A worker makes its bytes and then waits for its turn: at most one
 * block a thread is held.
 */
#include "file/scan_room.h"

#include <pthread.h>

/* Lines of a window, told up to a place in it. */
struct scan_lines {
	const unsigned char *to;
	uint64_t line;
};

struct pass {
	struct scan *scan;
	const struct scan_pass *job;
	atomic_uint_fast64_t next;
	atomic_bool stop;
	pthread_mutex_t lock;
	pthread_cond_t moved;
	uint64_t turn;			/* block whose bytes are put next */
	uint64_t rows;
	const char *why;
	bool refused;
};

struct reader {
	struct pass *pass;
	bool is_caller;
	struct scan_worker w;
	uint32_t *key;
	struct buf bytes;
};

uint64_t scan_line(const struct scan_batch *b, size_t record)
{
	const uint16_t *at = b->position + b->record[record];
	const unsigned char *end = b->bytes + (uint16_t)(at[-1] + 1);
	const unsigned char *p = b->lines->to;

	if (memchr(p, '\r', (size_t)(end - p))) {
		for (; p < end; p++)
			b->lines->line += *p == '\n' ||
				(*p == '\r' && p[1] != '\n');
	} else {
		while ((p = memchr(p, '\n', (size_t)(end - p))) != NULL) {
			b->lines->line++;
			p++;
		}
	}
	b->lines->to = end;
	return b->lines->line;
}

static bool map_window(struct reader *r, const unsigned char *p,
		       uint64_t line)
{
	struct scan_worker *w = &r->w;
	struct scan_lines lines = { p, line };
	const struct scan_batch b = {
		.n = w->records, .key = r->key, .bytes = p,
		.position = w->position, .record = w->record,
		.last = w->shape->width - 1, .lines = &lines,
	};

	for (size_t i = 0; i < w->records; i++) {
		if (!w->entry[i])
			return false;
		r->key[i] = w->entry[i]->number;
	}
	r->pass->job->map(r->pass->job->ctx, &b, &r->bytes);
	return true;
}

static bool map_block(struct reader *r, uint64_t k)
{
	const struct scan *s = r->pass->scan;
	const struct scan_seam *seam = &s->seams[k];
	struct scan_worker *w = &r->w;
	struct scan_view v = { .w = w, .fd = r->pass->job->fd,
			       .size = s->size };
	uint64_t at = seam->begin;

	w->lines = seam->lines;
	if (at < seam->end && !scan_fill(&v, at, seam->end))
		return false;
	while (at < seam->end) {
		const unsigned char *p = v.bytes + (at - v.at);
		const size_t left = v.n - (size_t)(at - v.at);
		const uint64_t line = w->lines;
		const size_t taken = s->engine->window(w, p,
			left < SCAN_WINDOW ? left : SCAN_WINDOW,
			(size_t)(seam->end - at), at);

		if (taken == 0 || !map_window(r, p, line))
			return false;
		at += taken;
	}
	/* one more where an LF was put that is not in the file */
	return at == seam->end;
}

/* Blocks are put in their order; what is put is gone. */
static void put_block(struct reader *r, uint64_t k, uint64_t rows)
{
	struct pass *p = r->pass;

	pthread_mutex_lock(&p->lock);
	while (p->turn != k && !atomic_load(&p->stop))
		pthread_cond_wait(&p->moved, &p->lock);
	if (!atomic_load(&p->stop)) {
		p->rows += rows;
		if (r->bytes.n &&
		    !p->job->put(p->job->ctx, buf_span(&r->bytes))) {
			p->refused = true;
			atomic_store(&p->stop, true);
		}
		p->turn++;
	}
	rows = p->rows;
	pthread_cond_broadcast(&p->moved);
	pthread_mutex_unlock(&p->lock);
	buf_clear(&r->bytes);
	if (r->is_caller && p->job->tick)
		p->job->tick(p->job->ctx, p->scan->base + k * p->scan->block,
			     p->scan->size, rows);
}

static void fail(struct pass *p, const char *why)
{
	pthread_mutex_lock(&p->lock);
	p->why = why ? why : "a file that changes while it is read";
	atomic_store(&p->stop, true);
	pthread_cond_broadcast(&p->moved);
	pthread_mutex_unlock(&p->lock);
}

static void *work(void *data)
{
	struct reader *r = data;
	struct pass *p = r->pass;

	while (!atomic_load(&p->stop)) {
		const uint64_t k = atomic_fetch_add(&p->next, 1);
		const uint64_t rows = r->w.rows;

		if (k >= p->scan->blocks)
			break;
		if (map_block(r, k))
			put_block(r, k, r->w.rows - rows);
		else
			fail(p, r->w.why);
	}
	return NULL;
}

static void reader_init(struct reader *r, struct pass *p)
{
	r->pass = p;
	scan_worker_init(&r->w, &p->scan->shape, p->scan->block);
	r->w.known = &p->scan->memo;
	r->w.entry = mem_resize(NULL, SCAN_WINDOW, sizeof(*r->w.entry));
	r->key = mem_resize(NULL, SCAN_WINDOW, sizeof(*r->key));
}

bool scan_each(struct scan *s, const struct scan_pass *job, const char **why)
{
	struct pass p = { .scan = s, .job = job };
	unsigned n = threads_number(job->threads);
	struct reader *readers;

	*why = NULL;
	if (!stamp_holds(job->fd, &s->stamp)) {
		*why = "a file that changes while it is read";
		return false;
	}
	if (n > s->blocks)
		n = s->blocks ? (unsigned)s->blocks : 1;
	pthread_mutex_init(&p.lock, NULL);
	pthread_cond_init(&p.moved, NULL);
	readers = mem_array(n, sizeof(*readers));
	for (unsigned i = 0; i < n; i++) {
		reader_init(&readers[i], &p);
		readers[i].is_caller = i == 0;
	}
	threads_run(work, readers, sizeof(*readers), n);
	for (unsigned i = 0; i < n; i++) {
		scan_worker_release(&readers[i].w);
		mem_free(readers[i].key);
		buf_release(&readers[i].bytes);
	}
	mem_free(readers);
	pthread_cond_destroy(&p.moved);
	pthread_mutex_destroy(&p.lock);
	if (!p.why && !p.refused && (p.rows != s->rows ||
				     !stamp_holds(job->fd, &s->stamp)))
		p.why = "a file that changes while it is read";
	*why = p.why;
	return !p.why && !p.refused;
}
