/*
 * scan_stream.c - records from where bytes come only once
 *
 * The caller's thread reads (and unpacks) block by block and cuts each where
 * a record ends: behind the last LF that has an even number of quotes before
 * it. So nothing is guessed. Other threads count; the caller does, too, when
 * there is no room to read on.
 *
 * A block is kept until all before it have been counted and their keys
 * judged. When one cannot be, what was counted of it and of later ones is
 * taken back by counting it again with the sign turned, and the caller gets
 * the bytes from there on. Rejected: a copy of the whole stream on disk, in
 * case it is needed.
 */
#include "file/scan_room.h"

#include <pthread.h>

enum { BLOCK = 1 << 19 };

enum state { EMPTY, READY, TAKEN, DONE, FAILED };

struct slot {
	unsigned char *bytes;
	size_t n;			/* of whole records */
	bool has_end;			/* the last LF is not the stream's */
	uint64_t at;			/* in the stream */
	enum state state;
	struct scan_worker *worker;
	size_t counted;			/* bytes */
	bool half;			/* and part of a window behind them */
	uint64_t lines;
};

struct stream {
	const struct scan_job *job;
	const struct scan_source *source;
	struct scan *scan;
	const struct scan_engine *engine;
	struct slot *slots;
	uint64_t slot_n;
	size_t block, room;		/* bytes asked for, and at most */
	pthread_mutex_t lock;
	pthread_cond_t moved;
	pthread_mutex_t judging;
	uint64_t first;			/* block not yet done, or failed */
	uint64_t next;			/* to be taken */
	uint64_t ready;			/* blocks that were read */
	bool ended, stop;
	uint64_t at;			/* in the stream: read so far; and */
	bool over;			/*	over: the reader's own */
	uint64_t rows, line;		/* of blocks before `first` */
	atomic_uint_fast64_t total;	/* rows, and numbers added up */
	uint64_t most;			/* of them */
	struct buf carry;		/* of the record cut off */
	const char *why;
};

struct hand {
	struct stream *st;
	bool is_caller;
	struct scan_worker w;
	struct span *cell;
	size_t judged;			/* keys */
};

static struct slot *slot_of(const struct stream *st, uint64_t block)
{
	return &st->slots[block % st->slot_n];
}

/* Behind the last record that ends in p[0 .. n); 0: none does. */
static size_t whole_records(const struct stream *st, const unsigned char *p,
			    size_t n)
{
	bool inside = st->engine->quotes(p, n) % 2;

	while (n > 0) {
		const unsigned char c = p[n - 1];

		if (c == '\n' && !inside)
			return n;
		if (c == '"')
			inside = !inside;
		n--;
	}
	return 0;
}

/* Counts, or takes back, the records of a slot up to `end`. */
static void count_slot(struct stream *st, struct scan_worker *w,
		       struct slot *s, size_t end)
{
	w->lines = 0;
	w->reached = false;
	for (s->counted = 0; s->counted < end;) {
		const size_t left = s->n - s->counted;
		size_t taken;

		w->reached = false;
		taken = st->engine->window(w, s->bytes + s->counted,
			left < SCAN_WINDOW ? left : SCAN_WINDOW, left,
			s->at + s->counted);
		if (taken == 0 && !w->why)
			w->why = left >= SCAN_WINDOW ?
				 "a record of more than 32 KiB" :
				 "a missing closing quote, or cells";
		if (w->why)
			return;
		s->counted += taken;
	}
}

static bool judge(struct hand *h)
{
	const struct scan_memo *m = &h->w.memo;
	const struct scan_job *job = h->st->job;
	bool good = true;

	if (h->judged == m->entries.n)
		return true;
	pthread_mutex_lock(&h->st->judging);
	for (; good && h->judged < m->entries.n; h->judged++) {
		const struct scan_entry *e =
			scan_memo_at(m, m->entries.v[h->judged]);
		struct scan_key key = { .cell = h->cell, .first = e->first };

		scan_cells(h->w.shape, e, &h->w.text, h->cell);
		good = job->judge(job->ctx, &key);
	}
	pthread_mutex_unlock(&h->st->judging);
	if (!good)
		h->w.why = "a row with an error";
	return good;
}

static bool count_block(struct hand *h, struct slot *s)
{
	struct stream *st = h->st;
	struct scan_worker *w = &h->w;
	const uint64_t rows = w->rows;
	uint64_t total;

	w->total = 0;
	count_slot(st, w, s, s->n);
	s->half = w->why && w->reached;
	s->lines = w->lines;
	if (w->why || !judge(h))
		return false;
	total = w->rows - rows + w->total;
	if (total > st->most ||
	    atomic_fetch_add(&st->total, total) > st->most - total) {
		w->why = "numbers that add up to too much";
		return false;
	}
	return true;
}

/* Counts the next block that is ready; the lock is held before and after.
 * False: none is. */
static bool work_once(struct hand *h)
{
	struct stream *st = h->st;
	struct slot *s;
	bool good;
	uint64_t rows;

	if (st->stop || st->next == st->ready)
		return false;
	s = slot_of(st, st->next++);
	s->state = TAKEN;
	s->worker = &h->w;
	pthread_mutex_unlock(&st->lock);
	rows = h->w.rows;
	good = count_block(h, s);
	pthread_mutex_lock(&st->lock);
	s->state = good ? DONE : FAILED;
	st->rows += h->w.rows - rows;
	if (!good) {
		st->stop = true;
		st->why = h->w.why;
	}
	while (st->first < st->ready && slot_of(st, st->first)->state == DONE) {
		st->line += slot_of(st, st->first)->lines;
		slot_of(st, st->first)->state = EMPTY;
		st->first++;
	}
	pthread_cond_broadcast(&st->moved);
	return true;
}

static void put_carry(struct stream *st, const struct slot *s, size_t have)
{
	buf_clear(&st->carry);
	buf_add_bytes(&st->carry, s->bytes + s->n, have - s->n);
}

/* Reads a block; false: it has no whole record, or is none. */
static bool read_block(struct stream *st, struct slot *s)
{
	size_t have = st->carry.n, want = have;

	if (have)
		memcpy(s->bytes, st->carry.p, have);
	s->at = st->at - have;
	s->n = 0;
	s->has_end = false;
	while (!st->over && s->n == 0 && want < st->room) {
		want = want + st->block < st->room ? want + st->block :
						     st->room;
		while (!st->over && have < want) {
			const size_t got = st->source->read(
				st->source->ctx, s->bytes + have,
				want - have);

			st->over = got == 0;
			have += got;
			st->at += got;
		}
		s->n = whole_records(st, s->bytes, have);
	}
	/* What a failure cuts off is no record. */
	if (st->over && s->n < have && !st->source->failed(st->source->ctx)) {
		s->bytes[have] = '\n';
		s->n = have + 1;
		s->has_end = true;
		have = s->n;
	}
	put_carry(st, s, have);
	memset(s->bytes + s->n, 0, SCAN_PAD);
	return s->n > 0;
}

static void read_and_work(struct hand *h)
{
	struct stream *st = h->st;
	const struct scan_job *job = st->job;

	while (!st->stop && !st->ended) {
		struct slot *s = slot_of(st, st->ready);
		const bool room = st->ready - st->first < st->slot_n;
		const uint64_t rows = st->rows;
		bool good;

		if (!room && work_once(h))
			continue;
		if (!room) {
			pthread_cond_wait(&st->moved, &st->lock);
			continue;
		}
		pthread_mutex_unlock(&st->lock);
		good = read_block(st, s);
		if (job->tick)
			job->tick(job->ctx, st->at, 0, rows);
		pthread_mutex_lock(&st->lock);
		st->ended = st->over;
		if (good) {
			s->state = READY;
			st->ready++;
		} else if (!st->over) {
			st->stop = true;
			st->why = "a record of more than 32 KiB";
		}
		pthread_cond_broadcast(&st->moved);
	}
	while (work_once(h))
		;
}

static void *work(void *data)
{
	struct hand *h = data;
	struct stream *st = h->st;

	pthread_mutex_lock(&st->lock);
	if (h->is_caller)
		read_and_work(h);
	while (!h->is_caller && !st->stop &&
	       !(st->ended && st->next == st->ready))
		if (!work_once(h))
			pthread_cond_wait(&st->moved, &st->lock);
	pthread_cond_broadcast(&st->moved);
	pthread_mutex_unlock(&st->lock);
	return NULL;
}

static void take_back(struct stream *st, struct slot *s)
{
	struct scan_worker *w = s->worker;
	const size_t end = s->counted;

	w->why = NULL;
	w->delta = UINT64_MAX;
	count_slot(st, w, s, end + (s->half ? 1 : 0));
	w->why = NULL;
}

/* The bytes from the first block that is not done, which is no longer
 * counted, nor any behind it. */
static void give_rest(struct stream *st, struct scan_rest *rest)
{
	for (uint64_t k = st->first; k < st->ready; k++) {
		struct slot *s = slot_of(st, k);

		if (s->state == DONE || s->state == FAILED)
			take_back(st, s);
		buf_add_bytes(&rest->bytes, s->bytes,
			      s->n - (s->has_end ? 1 : 0));
	}
	buf_add(&rest->bytes, buf_span(&st->carry));
	rest->line = st->line;
}

static void slots_init(struct stream *st, unsigned threads)
{
	st->slot_n = threads + 2;
	st->slots = mem_array(st->slot_n, sizeof(*st->slots));
	st->block = st->job->block_bytes ? st->job->block_bytes : BLOCK;
	st->room = st->block + SCAN_FAR;
	for (uint64_t i = 0; i < st->slot_n; i++)
		st->slots[i].bytes = mem_resize(NULL, st->room + 1 + SCAN_PAD,
						1);
}

static void slots_release(struct stream *st)
{
	for (uint64_t i = 0; i < st->slot_n; i++)
		mem_free(st->slots[i].bytes);
	mem_free(st->slots);
}

/* Into the memo of the first, without what was taken back. */
static void gather(struct scan *s, struct hand *hands, unsigned n)
{
	scan_memo_init(&s->memo);
	for (unsigned i = 0; i < n; i++) {
		if (!scan_memo_merge(&s->memo, &hands[i].w.memo,
				     NULL))
			BUG("a sum larger than all of them");
		s->rows += hands[i].w.rows;
		scan_worker_release(&hands[i].w);
		mem_free(hands[i].cell);
	}
}

static void run(struct stream *st, struct hand *hands, unsigned n)
{
	pthread_mutex_init(&st->lock, NULL);
	pthread_mutex_init(&st->judging, NULL);
	pthread_cond_init(&st->moved, NULL);
	for (unsigned i = 0; i < n; i++) {
		hands[i].st = st;
		hands[i].is_caller = i == 0;
		scan_worker_init(&hands[i].w, &st->scan->shape, 0);
		hands[i].cell = mem_array(st->job->wanted_n,
					  sizeof(*hands[i].cell));
	}
	threads_run(work, hands, sizeof(*hands), n);
	pthread_cond_destroy(&st->moved);
	pthread_mutex_destroy(&st->judging);
	pthread_mutex_destroy(&st->lock);
}

struct scan *scan_stream(const struct scan_job *job,
			 const struct scan_source *source,
			 struct scan_rest *rest, const char **why)
{
	const unsigned threads = threads_number(job->threads);
	struct stream st = { .job = job, .source = source,
			     .line = job->line,
			     .most = job->most ? job->most : SCAN_SUM_MAX };
	struct hand *hands;

	*rest = (struct scan_rest){ .bytes = BUF_INIT };
	st.scan = scan_new(job, why);
	if (!st.scan)
		return NULL;
	st.engine = scan_engine_of(job->set);
	hands = mem_array(threads, sizeof(*hands));
	slots_init(&st, threads);
	run(&st, hands, threads);
	rest->given_up = st.stop || st.carry.n > 0;
	if (rest->given_up)
		give_rest(&st, rest);
	gather(st.scan, hands, threads);
	scan_sort(st.scan);
	*why = rest->given_up && !st.why ? "a stream that breaks off" :
	       st.why;
	mem_free(hands);
	slots_release(&st);
	buf_release(&st.carry);
	return st.scan;
}
