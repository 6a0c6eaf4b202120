/*
 * scan.c - blocks, workers, and the proof that they fit together
 *
 * A worker that takes block k of the file guesses where its first record
 * begins: behind the first LF from which two records of the right width
 * follow. A line break in quotes can mislead it, so the guess is proved: the
 * records of block k-1 must end exactly where those of block k begin. If any
 * does not, or if any worker gave up (perhaps misled), one worker reads the
 * file again from its beginning and has nothing to guess; what it says is
 * so. Rejected: taking a block's counts back, which is as much code again
 * for files that nobody has.
 *
 * Bytes are read into buffers, not mapped: a file cut short while it is
 * read is a short read and not a signal.
 */
#include "file/scan_room.h"

#include <stdlib.h>
#include <sys/random.h>

enum { BLOCK = 1 << 20 };

struct crew {
	const struct scan_job *job;
	const struct scan_shape *shape;
	const struct scan_engine *engine;
	uint64_t block;		/* bytes */
	uint64_t base;		/* of the grid of blocks */
	uint64_t size;		/* of the file */
	uint64_t blocks;
	struct scan_seam *seams;
	atomic_uint_fast64_t next;
	atomic_uint_fast64_t rows;	/* so far: for the ticker */
	atomic_bool stop;
};

/* The end of the record at p, or NULL: not whole, or no record. Slow and
 * simple: for guesses only. */
static const char *skip_record(const struct scan_shape *shape, const char *p,
			       const char *end, bool *right)
{
	uint32_t cells = 1;
	bool quoted = false;

	*right = false;
	for (; p < end; p++) {
		if (*p == '"')
			quoted = !quoted;
		else if (quoted)
			continue;
		else if ((unsigned char)*p == shape->delimiter)
			cells++;
		else if (*p == '\n')
			break;
	}
	if (p == end)
		return NULL;
	*right = cells == shape->width;
	return p + 1;
}

/* Do two records (or the end of the file) follow? *cut: the view is over
 * before that is known. */
static bool is_plausible(const struct scan_view *v, const char *p, bool *cut)
{
	const char *end = (const char *)v->bytes + v->n;

	for (unsigned records = 0; records < 2;) {
		bool right;

		if (p == end) {
			*cut = !v->whole;
			return v->whole;
		}
		if (*p == '\n' || (*p == '\r' && p + 1 < end &&
				   p[1] == '\n')) {
			p += 1 + (*p == '\r');
			continue;
		}
		p = skip_record(v->w->shape, p, end, &right);
		if (!p)
			*cut = !v->whole;
		if (!p || !right)
			return false;
		records++;
	}
	return true;
}

static bool guess_in(const struct scan_view *v, uint64_t *begin, bool *cut)
{
	const char *p = (const char *)v->bytes;
	const char *end = p + v->n;

	*cut = false;
	while ((p = memchr(p, '\n', (size_t)(end - p))) != NULL) {
		p++;
		if (is_plausible(v, p, cut)) {
			*begin = v->at + (uint64_t)(p -
					(const char *)v->bytes);
			return true;
		}
		if (*cut)
			return false;
	}
	*cut = !v->whole;
	return false;
}

/* Where the first record at or behind `at` begins; fills the view. */
static bool guess(struct scan_view *v, uint64_t at, uint64_t end,
		  uint64_t *begin)
{
	bool cut;

	if (!scan_fill(v, at - 1, end + SCAN_OVERLAP))
		return false;
	if (guess_in(v, begin, &cut))
		return true;
	if (cut && (!scan_fill(v, at - 1, end + SCAN_FAR)))
		return false;
	if (cut && guess_in(v, begin, &cut))
		return true;
	v->w->why = "records whose begin cannot be told";
	return false;
}

/* The records that begin at or behind *at and before `end`; *at becomes
 * where the next one begins. */
static bool walk(struct scan_view *v, scan_window *window, uint64_t *at,
		 uint64_t end)
{
	struct scan_worker *w = v->w;

	while (*at < end) {
		const size_t from = (size_t)(*at - v->at);
		const size_t left = v->n - from;
		const size_t n = left < SCAN_WINDOW ? left : SCAN_WINDOW;
		const size_t taken = window(w, v->bytes + from, n,
					    (size_t)(end - *at), *at);

		if (w->why)
			return false;
		*at += taken;
		if (taken)
			continue;
		if (left >= SCAN_WINDOW)
			w->why = "a record of more than 32 KiB";
		else if (v->whole)
			w->why = "a missing closing quote, or cells";
		if (w->why || !scan_fill(v, *at, end + SCAN_FAR))
			return false;
	}
	return true;
}

static bool take_block(struct crew *c, struct scan_worker *w, uint64_t k,
		       uint64_t known)
{
	struct scan_view v = { .w = w, .fd = c->job->fd, .size = c->size };
	const uint64_t begin = c->base + k * c->block;
	const uint64_t left = c->size - begin;
	const uint64_t end = begin + (left < c->block ? left : c->block);
	struct scan_seam *seam = &c->seams[k];

	w->lines = 0;
	if (k == 0)
		known = c->job->from;
	seam->begin = known;
	if (known == UINT64_MAX) {
		if (!guess(&v, begin, end, &seam->begin))
			return false;
	} else if (known < end && !scan_fill(&v, known, end + SCAN_OVERLAP)) {
		return false;
	}
	seam->end = seam->begin;
	if (!walk(&v, c->engine->window, &seam->end, end))
		return false;
	seam->lines = w->lines;
	return true;
}

struct hand {
	struct crew *crew;
	struct scan_worker w;
	bool is_caller;
};

static void *work(void *data)
{
	struct hand *h = data;
	struct crew *c = h->crew;
	const struct scan_job *job = c->job;
	uint64_t last = UINT64_MAX;	/* block taken before this one */
	uint64_t rows;

	while (!atomic_load(&c->stop)) {
		const uint64_t k = atomic_fetch_add(&c->next, 1);
		const bool after = last != UINT64_MAX && k == last + 1;

		if (k >= c->blocks)
			break;
		rows = h->w.rows;
		if (!take_block(c, &h->w, k, after ? c->seams[last].end :
				UINT64_MAX))
			atomic_store(&c->stop, true);
		last = k;
		atomic_fetch_add(&c->rows, h->w.rows - rows);
		if (h->is_caller && job->tick)
			job->tick(job->ctx, c->base + k * c->block, c->size,
				  atomic_load(&c->rows));
	}
	return NULL;
}

static const char *check_seams(const struct crew *c)
{
	uint64_t at = c->job->from;

	for (uint64_t k = 0; k < c->blocks; k++) {
		if (c->seams[k].begin != at)
			return "blocks that do not fit together";
		at = c->seams[k].end;
	}
	return NULL;
}

static void forget_own(struct scan *s)
{
	for (unsigned i = 0; i < s->own_n; i++)
		mem_free(s->own[i]);
	mem_free(s->own);
	mem_free(s->own_keys);
	s->own = NULL;
	s->own_keys = NULL;
	s->own_n = 0;
}

/* All keys into the memo of the first hand. */
static bool gather(struct scan *s, const struct crew *c, struct hand *hands,
		   unsigned threads)
{
	struct scan_memo *to = &hands[0].w.memo;
	bool good = true;

	forget_own(s);
	s->own = mem_array(threads, sizeof(*s->own));
	s->own_n = threads;
	s->own_keys = mem_array(threads, sizeof(*s->own_keys));
	for (unsigned i = 0; c->job->taker && i < threads; i++) {
		s->own_keys[i] = (uint32_t)hands[i].w.memo.entries.n;
		s->own[i] = mem_array(s->own_keys[i], sizeof(**s->own));
	}
	for (size_t i = 0; c->job->taker && i < to->entries.n; i++)
		s->own[0][i] = scan_memo_at(to, to->entries.v[i]);
	for (unsigned i = 1; i < threads; i++)
		good = scan_memo_merge(to, &hands[i].w.memo, s->own[i]) &&
		       good;
	return good;
}

/* One pass over the file; NULL, or why it was given up. */
static const char *run(struct crew *c, unsigned threads, struct scan *s)
{
	struct hand *hands;
	const char *why = NULL;

	if (threads > c->blocks)
		threads = (unsigned)c->blocks;
	if (threads == 0)
		threads = 1;
	hands = mem_array(threads, sizeof(*hands));
	c->next = c->rows = 0;
	c->stop = false;
	if (c->job->marks)
		marks_begin(c->job->marks);
	if (c->job->taker)
		c->job->taker->begin(c->job->taker->ctx, threads);
	for (unsigned i = 0; i < threads; i++) {
		hands[i].crew = c;
		hands[i].is_caller = i == 0;
		scan_worker_init(&hands[i].w, c->shape, c->block);
		if (c->job->marks)
			hands[i].w.marks = marks_hand(c->job->marks, i);
		if (c->job->taker) {
			hands[i].w.taker = c->job->taker;
			hands[i].w.thread = i;
			hands[i].w.key = mem_resize(NULL, SCAN_WINDOW,
						sizeof(*hands[i].w.key));
		}
	}
	threads_run(work, hands, sizeof(*hands), threads);
	for (unsigned i = 0; i < threads; i++)
		if (!why)
			why = hands[i].w.why;
	if (!why)
		why = check_seams(c);
	if (!why && !gather(s, c, hands, threads))
		why = "numbers that add up to too much";
	for (unsigned i = 0; i < threads; i++) {
		s->rows += hands[i].w.rows;
		if (i > 0)
			scan_worker_release(&hands[i].w);
	}
	if (why)
		s->rows = 0;
	s->memo = hands[0].w.memo;
	scan_memo_init(&hands[0].w.memo);
	scan_worker_release(&hands[0].w);
	mem_free(hands);
	if (why && c->job->marks)
		marks_drop(c->job->marks);
	return why;
}

static bool make_shape(struct scan_shape *s, const struct scan_job *job)
{
	memset(s, 0, sizeof(*s));
	s->delimiter = (unsigned char)job->delimiter;
	s->width = job->width;
	memcpy(s->sum, job->sum, sizeof(s->sum));
	s->marked = job->marks ? job->marked : SCAN_NO_COLUMN;
	s->sums = job->sum[0] != SCAN_NO_COLUMN ||
		  job->sum[1] != SCAN_NO_COLUMN;
	for (uint32_t i = 0; i < job->wanted_n; i++) {
		const uint32_t column = job->wanted[i];

		if (s->runs && s->run[s->runs - 1].last + 1 == column) {
			s->run[s->runs - 1].last = column;
			continue;
		}
		if (s->runs == SCAN_RUNS_MAX)
			return false;
		s->run[s->runs++] = (struct scan_run){ column, column };
	}
	if (getrandom(s->secret, sizeof(s->secret), GRND_NONBLOCK) !=
	    (ssize_t)sizeof(s->secret))
		for (unsigned i = 0; i < 8; i++)
			s->secret[i] = ((uint64_t)(uintptr_t)s + i) *
				       UINT64_C(0x9e3779b97f4a7c15);
	return true;
}

static const char *run_passes(struct crew *c, struct scan *s)
{
	const unsigned threads = threads_number(c->job->threads);
	const char *why = run(c, threads, s);

	if (!why || threads == 1 || c->blocks < 2)
		return why;
	scan_memo_release(&s->memo);
	return run(c, 1, s);
}

static int by_first(const void *a, const void *b)
{
	struct scan_entry *const *x = a, *const *y = b;

	return ((*x)->first > (*y)->first) - ((*x)->first < (*y)->first);
}

void scan_sort(struct scan *s)
{
	const size_t n = s->memo.entries.n;
	struct scan_entry **e = mem_array(n, sizeof(*e));

	mem_free(s->order);
	for (size_t i = 0; i < n; i++)
		e[i] = scan_memo_at(&s->memo, s->memo.entries.v[i]);
	qsort(e, n, sizeof(*e), by_first);
	for (size_t i = 0; i < n; i++)
		e[i]->number = (uint32_t)i;
	s->order = e;
}

/* From lines in a block to lines before it. */
static void number_lines(struct scan *s, uint64_t line)
{
	for (uint64_t k = 0; k < s->blocks; k++) {
		const uint64_t lines = s->seams[k].lines;

		s->seams[k].lines = line;
		line += lines;
	}
}

struct scan *scan_new(const struct scan_job *job, const char **why)
{
	struct scan *s = mem_array(1, sizeof(*s));

	*why = NULL;
	if (job->width < 2 || job->wanted_n == 0 ||
	    !make_shape(&s->shape, job)) {
		*why = "columns of which there are too few or too many";
		mem_free(s);
		return NULL;
	}
	s->engine = scan_engine_of(job->set);
	s->wanted_n = job->wanted_n;
	s->delimiter = job->delimiter;
	s->cell = mem_array(job->wanted_n, sizeof(*s->cell));
	return s;
}

static const char *look_at(struct scan *s, const struct scan_job *job)
{
	struct crew c = { .job = job, .shape = &s->shape,
			  .engine = s->engine };
	const char *why;

	if (!stamp_take(job->fd, &s->stamp) || !s->stamp.regular ||
	    s->stamp.size_bytes < job->from)
		return "what is no regular file";
	c.block = job->block_bytes ? job->block_bytes : BLOCK;
	c.base = job->from - job->from % c.block;
	c.size = s->stamp.size_bytes;
	c.blocks = job->from == c.size ? 0 :
		   (c.size - c.base + c.block - 1) / c.block;
	c.seams = mem_array(c.blocks, sizeof(*c.seams));
	why = run_passes(&c, s);
	s->seams = c.seams;
	s->blocks = c.blocks;
	s->block = c.block;
	s->base = c.base;
	s->size = c.size;
	return why;
}

struct scan *scan_file(const struct scan_job *job, const char **why)
{
	struct scan *s = scan_new(job, why);

	if (!s)
		return NULL;
	*why = look_at(s, job);
	if (!*why && !stamp_holds(job->fd, &s->stamp))
		*why = "a file that changes while it is read";
	if (*why) {
		scan_free(s);
		return NULL;
	}
	number_lines(s, job->line);
	scan_sort(s);
	return s;
}

void scan_free(struct scan *s)
{
	if (!s)
		return;
	scan_memo_release(&s->memo);
	mem_free(s->order);
	mem_free(s->seams);
	forget_own(s);
	mem_free(s->cell);
	buf_release(&s->text);
	mem_free(s);
}
