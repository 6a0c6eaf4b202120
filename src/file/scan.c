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

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BLOCK = 1 << 20, OVERLAP = 1 << 12, FAR = 3 * SCAN_WINDOW,
       PAGE = 4096 };

struct seam {
	uint64_t begin, end;	/* of the records of a block */
};

struct crew {
	const struct scan_job *job;
	const struct scan_shape *shape;
	scan_window *window;
	uint64_t block;		/* bytes */
	uint64_t base;		/* of the grid of blocks */
	uint64_t size;		/* of the file */
	uint64_t blocks;
	struct seam *seams;
	atomic_uint_fast64_t next;
	atomic_uint_fast64_t rows;	/* so far: for the ticker */
	atomic_bool stop;
};

/* A part of the file in a worker's buffer. */
struct view {
	struct crew *crew;
	struct scan_worker *w;
	unsigned char *bytes;	/* in the buffer */
	uint64_t at;		/* of bytes[0] */
	size_t n;		/* bytes, and an LF for one that is missing */
	bool whole;		/* it reaches to the end of the file */
};

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
static bool fill(struct view *v, uint64_t at, uint64_t end)
{
	const size_t skew = (size_t)(at % PAGE);
	struct scan_worker *w = v->w;
	const uint64_t size = v->crew->size;
	const size_t n = (size_t)((end < size ? end : size) - at);

	if (skew + n + 1 + SCAN_PAD > w->buffer_bytes)
		BUG("a view beyond its buffer");
	v->bytes = w->buffer + skew;
	v->at = at;
	v->n = n;
	v->whole = end >= size;
	if (read_at(v->crew->job->fd, v->bytes, n, at) != n) {
		w->why = "a file that is cut short while it is read";
		return false;
	}
	if (v->whole && n > 0 && v->bytes[n - 1] != '\n')
		v->bytes[v->n++] = '\n';
	memset(v->bytes + v->n, 0, SCAN_PAD);
	return true;
}

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
static bool is_plausible(const struct view *v, const char *p, bool *cut)
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
		p = skip_record(v->crew->shape, p, end, &right);
		if (!p)
			*cut = !v->whole;
		if (!p || !right)
			return false;
		records++;
	}
	return true;
}

static bool guess_in(const struct view *v, uint64_t *begin, bool *cut)
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
static bool guess(struct view *v, uint64_t at, uint64_t end, uint64_t *begin)
{
	bool cut;

	if (!fill(v, at - 1, end + OVERLAP))
		return false;
	if (guess_in(v, begin, &cut))
		return true;
	if (cut && (!fill(v, at - 1, end + FAR)))
		return false;
	if (cut && guess_in(v, begin, &cut))
		return true;
	v->w->why = "records whose begin cannot be told";
	return false;
}

/* The records that begin at or behind *at and before `end`; *at becomes
 * where the next one begins. */
static bool walk(struct view *v, uint64_t *at, uint64_t end)
{
	struct scan_worker *w = v->w;

	while (*at < end) {
		const size_t from = (size_t)(*at - v->at);
		const size_t left = v->n - from;
		const size_t n = left < SCAN_WINDOW ? left : SCAN_WINDOW;
		const size_t taken = v->crew->window(w, v->bytes + from, n,
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
		if (w->why || !fill(v, *at, end + FAR))
			return false;
	}
	return true;
}

static bool take_block(struct crew *c, struct scan_worker *w, uint64_t k,
		       uint64_t known)
{
	struct view v = { .crew = c, .w = w };
	const uint64_t begin = c->base + k * c->block;
	const uint64_t left = c->size - begin;
	const uint64_t end = begin + (left < c->block ? left : c->block);
	struct seam *seam = &c->seams[k];

	if (k == 0)
		known = c->job->from;
	seam->begin = known;
	if (known == UINT64_MAX) {
		if (!guess(&v, begin, end, &seam->begin))
			return false;
	} else if (known < end && !fill(&v, known, end + OVERLAP)) {
		return false;
	}
	seam->end = seam->begin;
	return walk(&v, &seam->end, end);
}

struct hand {
	struct crew *crew;
	struct scan_worker w;
	bool is_caller;
	pthread_t thread;
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

static void worker_init(struct scan_worker *w, const struct crew *c)
{
	uint16_t *room = mem_resize(NULL, SCAN_WINDOW + 32 + 64,
				    sizeof(*room));

	memset(w, 0, sizeof(*w));
	w->shape = c->shape;
	room[31] = UINT16_MAX;		/* the position before the first */
	w->position = room + 32;
	w->record = mem_resize(NULL, SCAN_WINDOW, sizeof(*w->record));
	w->hash = mem_resize(NULL, SCAN_WINDOW, sizeof(*w->hash));
	w->buffer_bytes = PAGE + (size_t)c->block + 1 + FAR + SCAN_WINDOW +
			  (size_t)2 * SCAN_PAD;
	w->memory = mem_resize(NULL, w->buffer_bytes + PAGE, 1);
	w->buffer = (unsigned char *)w->memory +
		    (PAGE - (uintptr_t)w->memory % PAGE) % PAGE;
	scan_memo_init(&w->memo);
}

static void worker_release(struct scan_worker *w)
{
	mem_free(w->position - 32);
	mem_free(w->record);
	mem_free(w->hash);
	mem_free(w->memory);
	scan_memo_release(&w->memo);
}

/* Threads that cannot be had are done without. Signals are for the thread
 * that has called. */
static void run_hands(struct hand *hands, unsigned n)
{
	bool running[SCAN_THREADS_MAX] = { false };
	sigset_t all, before;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	for (unsigned i = 1; i < n; i++)
		running[i] = pthread_create(&hands[i].thread, NULL, work,
					    &hands[i]) == 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	work(&hands[0]);
	for (unsigned i = 1; i < n; i++)
		if (running[i])
			pthread_join(hands[i].thread, NULL);
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
	for (unsigned i = 0; i < threads; i++) {
		hands[i].crew = c;
		hands[i].is_caller = i == 0;
		worker_init(&hands[i].w, c);
	}
	run_hands(hands, threads);
	for (unsigned i = 0; i < threads; i++)
		if (!why)
			why = hands[i].w.why;
	if (!why)
		why = check_seams(c);
	for (unsigned i = 0; i < threads; i++) {
		struct scan_worker *w = &hands[i].w;

		if (!why && i > 0 && !scan_memo_merge(&hands[0].w.memo,
				&w->memo, c->shape->runs))
			why = "numbers that add up to too much";
		s->rows += w->rows;
		if (i > 0)
			worker_release(w);
	}
	if (why)
		s->rows = 0;
	s->memo = hands[0].w.memo;
	scan_memo_init(&hands[0].w.memo);
	worker_release(&hands[0].w);
	mem_free(hands);
	return why;
}

static bool make_shape(struct scan_shape *s, const struct scan_job *job)
{
	memset(s, 0, sizeof(*s));
	s->delimiter = (unsigned char)job->delimiter;
	s->width = job->width;
	memcpy(s->sum, job->sum, sizeof(s->sum));
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

bool scan_has(enum scan_set set)
{
	switch (set) {
#if defined(__x86_64__)
	case SCAN_SSE2:
		return true;
	case SCAN_AVX2:
		return __builtin_cpu_supports("avx2") &&
		       __builtin_cpu_supports("bmi") &&
		       __builtin_cpu_supports("bmi2") &&
		       __builtin_cpu_supports("popcnt") &&
		       __builtin_cpu_supports("pclmul");
	case SCAN_AVX512:
		return scan_has(SCAN_AVX2) &&
		       __builtin_cpu_supports("avx512f") &&
		       __builtin_cpu_supports("avx512bw") &&
		       __builtin_cpu_supports("avx512vbmi2");
#endif
	case SCAN_BEST:
	case SCAN_PLAIN:
		return true;
	default:
		return false;
	}
}

static scan_window *window_of(enum scan_set set)
{
#if defined(__x86_64__)
	if (set == SCAN_BEST)
		set = scan_has(SCAN_AVX512) ? SCAN_AVX512 :
		      scan_has(SCAN_AVX2) ? SCAN_AVX2 : SCAN_SSE2;
	if (set == SCAN_AVX512)
		return scan_window_avx512;
	if (set == SCAN_AVX2)
		return scan_window_avx2;
	if (set == SCAN_SSE2)
		return scan_window_sse2;
#else
	(void)set;
#endif
	return scan_window_plain;
}

static unsigned processors(void)
{
	cpu_set_t set;
	long n;

	if (sched_getaffinity(0, sizeof(set), &set) == 0)
		return (unsigned)CPU_COUNT(&set);
	n = sysconf(_SC_NPROCESSORS_ONLN);
	return n > 0 ? (unsigned)n : 1;
}

static bool same_file(const struct stat *a, const struct stat *b)
{
	return a->st_size == b->st_size &&
	       a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
	       a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static const char *run_passes(struct crew *c, struct scan *s)
{
	unsigned threads = c->job->threads ? c->job->threads : processors();
	const char *why;

	if (threads > SCAN_THREADS_MAX)
		threads = SCAN_THREADS_MAX;
	why = run(c, threads, s);
	if (!why || threads == 1 || c->blocks < 2)
		return why;
	scan_memo_release(&s->memo);
	return run(c, 1, s);
}

static int by_first(const void *a, const void *b)
{
	const struct scan_entry *const *x = a, *const *y = b;

	return ((*x)->first > (*y)->first) - ((*x)->first < (*y)->first);
}

static void sort_keys(struct scan *s)
{
	const size_t n = s->memo.entries.n;
	const struct scan_entry **e = mem_array(n, sizeof(*e));

	for (size_t i = 0; i < n; i++)
		e[i] = scan_memo_at(&s->memo, s->memo.entries.v[i]);
	qsort(e, n, sizeof(*e), by_first);
	s->order = e;
}

struct scan *scan_file(const struct scan_job *job, const char **why)
{
	struct scan *s = mem_array(1, sizeof(*s));
	struct crew c = { .job = job, .shape = &s->shape };
	struct stat before, after;

	scan_memo_init(&s->memo);
	*why = NULL;
	if (job->width < 2 || job->wanted_n == 0 ||
	    !make_shape(&s->shape, job))
		*why = "columns of which there are too few or too many";
	else if (fstat(job->fd, &before) != 0 || !S_ISREG(before.st_mode) ||
		 (uint64_t)before.st_size < job->from)
		*why = "what is no regular file";
	if (!*why) {
		c.window = window_of(job->set);
		c.block = job->block_bytes ? job->block_bytes : BLOCK;
		c.base = job->from - job->from % c.block;
		c.size = (uint64_t)before.st_size;
		c.blocks = job->from == c.size ? 0 :
			   (c.size - c.base + c.block - 1) / c.block;
		c.seams = mem_array(c.blocks, sizeof(*c.seams));
		scan_memo_release(&s->memo);
		*why = run_passes(&c, s);
		mem_free(c.seams);
	}
	if (!*why && (fstat(job->fd, &after) != 0 ||
		      !same_file(&before, &after)))
		*why = "a file that changes while it is read";
	if (*why) {
		scan_free(s);
		return NULL;
	}
	s->wanted_n = job->wanted_n;
	s->delimiter = job->delimiter;
	s->cell = mem_array(job->wanted_n, sizeof(*s->cell));
	sort_keys(s);
	return s;
}

void scan_free(struct scan *s)
{
	if (!s)
		return;
	scan_memo_release(&s->memo);
	mem_free(s->order);
	mem_free(s->cell);
	buf_release(&s->text);
	mem_free(s);
}
