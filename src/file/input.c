/*
 * input.c - a file, whatever it is packed in
 *
 * Stored bytes are read into a stock of 64 KiB, looked at, and unpacked from
 * there; plain bytes that are not yet in the stock go straight to the
 * caller. Rejected: libarchive, whose gzip passes wrong check sums, and a
 * mapping of the file, which turns a file cut short under us into a signal.
 *
 * A damaged first byte would make a packed file look like a plain one, so
 * first bytes that nearly are those of a packing are refused as well; no
 * text in UTF-8 begins like that.
 */
#include "file/input.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/num.h"
#include "file/stamp.h"
#include "file/unpack.h"

enum { STOCK = 1 << 16, HEAD = 8, RATIO = 1000, RATIO_FROM = 1 << 20 };

#define UNPACKED_MAX	(UINT64_C(4) << 30)

struct input {
	int fd;			/* -1: could not be opened */
	bool own_fd;
	struct diag *diag;
	const char *code;
	const char *name;

	bool begun;		/* the kind is known */
	bool stored_end;
	bool ended;
	bool failed;
	bool system_error;
	struct file_stamp stamp;
	uint64_t size_bytes;
	uint64_t stored_bytes;
	struct sha256 sha256;
	bool no_digest;
	unsigned char *stock;	/* stock[at .. n): read, not yet used */
	size_t at, n;

	const struct unpack_kind *kind;	/* NULL: plain */
	struct unpack unpack;
	bool in_member;
	bool pending;		/* the unpacker may hold bytes for us */
	uint64_t unpacked_bytes;
	uint64_t unpacked_max;	/* bytes; 0: not set by the user */
	unsigned char head[HEAD];	/* of what was unpacked */
	size_t head_n;
};

/* Whatever is wrong with a file that has changed, it is that it has. */
static void refuse(struct input *in, const char *text)
{
	if (in->fd >= 0 && !stamp_holds(in->fd, &in->stamp)) {
		text = STAMP_CHANGED;
		in->system_error = true;
	}
	diag_add(in->diag, &(struct finding){ .severity = DIAG_ERROR,
		.code = in->code, .file = in->name, .text = span_of(text) });
	in->failed = true;
}

static void refuse_system(struct input *in, const char *what, int error)
{
	char text[256];

	snprintf(text, sizeof(text), "%s: %s", what, strerror(error));
	refuse(in, text);
	in->system_error = true;
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash && slash[1] ? slash + 1 : path;
}

struct input *input_open(const char *path, const struct input_limits *limits,
			 struct diag *d, const char *code)
{
	struct input *in = mem_array(1, sizeof(*in));
	struct stat st;

	in->diag = d;
	in->code = code;
	in->name = diag_file(d, base_name(path));
	in->unpacked_max = limits ? limits->max_unpacked : 0;
	in->stock = mem_resize(NULL, STOCK, 1);
	sha256_init(&in->sha256);
	in->own_fd = strcmp(path, "-") != 0;
	in->fd = in->own_fd ? open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY) :
		 STDIN_FILENO;
	if (in->fd < 0)
		refuse_system(in, "cannot be opened", errno);
	else if (fstat(in->fd, &st) != 0)
		refuse_system(in, "cannot be read", errno);
	else if (S_ISDIR(st.st_mode))
		refuse_system(in, "cannot be read", EISDIR);
	else if (stamp_take(in->fd, &in->stamp) && in->stamp.regular)
		in->size_bytes = in->stamp.size_bytes;
	return in;
}

bool input_unchanged(struct input *in)
{
	if (in->fd < 0 || in->failed || stamp_holds(in->fd, &in->stamp))
		return true;
	refuse(in, STAMP_CHANGED);
	return false;
}

/* Stored bytes into memory of the caller's; 0 at the end or on failure. */
static size_t read_stored(struct input *in, void *to, size_t n)
{
	ssize_t got;

	if (in->stored_end || in->system_error)
		return 0;
	if (n > SSIZE_MAX)
		n = SSIZE_MAX;
	do
		got = read(in->fd, to, n);
	while (got < 0 && errno == EINTR);
	if (got < 0) {
		refuse_system(in, "cannot be read", errno);
		return 0;
	}
	if (got == 0) {
		in->stored_end = true;
		(void)input_unchanged(in);
	}
	if (!in->no_digest)
		sha256_add(&in->sha256, to, (size_t)got);
	in->stored_bytes += (uint64_t)got;
	return (size_t)got;
}

/* At least `want` bytes in the stock, unless the file ends before. */
static size_t stock_up(struct input *in, size_t want)
{
	size_t got;

	if (in->at == in->n) {
		in->at = in->n = 0;
	} else if (in->at + want > STOCK) {
		memmove(in->stock, in->stock + in->at, in->n - in->at);
		in->n -= in->at;
		in->at = 0;
	}
	while (in->n - in->at < want) {
		got = read_stored(in, in->stock + in->n, STOCK - in->n);
		if (got == 0)
			break;
		in->n += got;
	}
	return in->n - in->at;
}

static bool begins(const unsigned char *p, size_t n, struct span magic)
{
	return n >= magic.n && memcmp(p, magic.p, magic.n) == 0;
}

/* Why text cannot begin like this; NULL if it can. */
static const char *foreign_kind(const unsigned char *p, size_t n)
{
	static const struct {
		struct span magic;
		const char *text;
	} kinds[] = {
		{ { "PK\3\4", 4 }, "is an XLSX workbook or another zip "
		  "archive; save the sheet as CSV UTF-8" },
		{ { "\xd0\xcf\x11\xe0", 4 }, "is an XLS workbook; save the "
		  "sheet as CSV UTF-8" },
		{ { "SQLite format 3", 16 }, "is an SQLite database; a "
		  "campaign's journal is read by sit-run --journal" },
		{ { "\xfd" "7zXZ", 6 }, "is packed by xz; unpack it, or use "
		  "gzip or zstd" },
		{ { "BZh", 3 }, "is packed by bzip2; unpack it, or use gzip "
		  "or zstd" },
		{ { "\xff\xfe", 2 }, "is UTF-16 text; save it as UTF-8" },
		{ { "\xfe\xff", 2 }, "is UTF-16 text; save it as UTF-8" },
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (begins(p, n, kinds[i].magic))
			return kinds[i].text;
	return NULL;
}

static const struct unpack_kind *packing(const unsigned char *p, size_t n)
{
	if (unpack_gzip.begins(p, n))
		return &unpack_gzip;
	return unpack_zstd.begins(p, n) ? &unpack_zstd : NULL;
}

static bool nearly_packed(const unsigned char *p, size_t n)
{
	static const unsigned char gzip[] = { 0x1f, 0x8b, 0x08 };
	static const unsigned char zstd[] = { 0x28, 0xb5, 0x2f, 0xfd };
	unsigned as_gzip = 0, as_zstd = 0;

	for (size_t i = 0; i < sizeof(gzip) && i < n; i++)
		as_gzip += p[i] == gzip[i];
	for (size_t i = 0; i < sizeof(zstd) && i < n; i++)
		as_zstd += p[i] == zstd[i];
	return as_gzip >= 2 || as_zstd >= 3;
}

static void begin(struct input *in)
{
	size_t n = stock_up(in, HEAD);
	const unsigned char *p = in->stock + in->at;
	const char *foreign = foreign_kind(p, n);

	in->begun = true;
	if (in->failed)
		return;
	in->kind = packing(p, n);
	if (foreign)
		refuse(in, foreign);
	else if (!in->kind && nearly_packed(p, n))
		refuse(in, "is a damaged gzip or zstd file: its first bytes "
		       "are wrong");
}

/* Ready to unpack a member; false at the end of the file or on failure. */
static bool next_member(struct input *in)
{
	size_t n = stock_up(in, UNPACK_MAGIC);
	char text[96];

	if (in->failed)
		return false;
	if (n == 0) {
		in->ended = true;
		return false;
	}
	if (!in->kind->begins(in->stock + in->at, n)) {
		snprintf(text, sizeof(text), "has bytes behind the end of "
			 "the %s stream", in->kind->name);
		refuse(in, text);
		return false;
	}
	in->kind->open(&in->unpack);
	in->in_member = true;
	return true;
}

static void refuse_damaged(struct input *in, const char *how)
{
	char text[96];

	snprintf(text, sizeof(text), "is a %s %s file", how, in->kind->name);
	refuse(in, text);
}

static void check_ceiling(struct input *in)
{
	uint64_t used = in->stored_bytes - (in->n - in->at);
	uint64_t max = in->unpacked_max ? in->unpacked_max : UNPACKED_MAX;
	char number[NUM_TEXT];
	char text[128];

	if (in->unpacked_bytes > max) {
		snprintf(text, sizeof(text), "unpacks to more than %s bytes; "
			 "raise --max-unpacked if that is right",
			 num_group(max, number));
		refuse(in, text);
	} else if (!in->unpacked_max && in->unpacked_bytes > RATIO_FROM &&
		   in->unpacked_bytes / RATIO > used) {
		refuse(in, "unpacks to more than 1,000 times its size; give "
		       "--max-unpacked if that is right");
	}
}

/* What was unpacked must be text as well. */
static void check_head(struct input *in, const unsigned char *p, size_t n)
{
	const char *foreign;

	if (in->head_n == HEAD)
		return;
	for (; n > 0 && in->head_n < HEAD; n--)
		in->head[in->head_n++] = *p++;
	foreign = foreign_kind(in->head, in->head_n);
	if (foreign)
		refuse(in, foreign);
	else if (packing(in->head, in->head_n))
		refuse(in, "is packed twice; unpack it once");
}

static size_t read_packed(struct input *in, unsigned char *to, size_t n)
{
	size_t left = n;

	while (left == n && !in->failed) {
		struct unpack *u = &in->unpack;
		enum unpack_result result;

		if (!in->in_member && !next_member(in))
			break;
		if (!in->pending && stock_up(in, 1) == 0) {
			if (!in->failed)
				refuse_damaged(in, "truncated");
			break;
		}
		u->from = in->stock + in->at;
		u->from_n = in->n - in->at;
		u->to = to;
		u->to_n = n;
		result = in->kind->step(u);
		in->at = in->n - u->from_n;
		left = u->to_n;
		in->unpacked_bytes += n - left;
		in->pending = left == 0 && result == UNPACK_MORE;
		in->in_member = result != UNPACK_END;
		if (result == UNPACK_DAMAGED)
			refuse_damaged(in, "damaged");
		else if (result == UNPACK_TOO_LARGE)
			refuse(in, "needs a window of more than 128 MiB to "
			       "unpack; pack it again without --long");
		else
			check_ceiling(in);
	}
	if (!in->failed)
		check_head(in, to, n - left);
	return n - left;
}

size_t input_read(struct input *in, void *to, size_t n)
{
	size_t got;

	if (!in->begun && !in->failed)
		begin(in);
	if (in->failed || in->ended || n == 0)
		return 0;
	if (in->kind) {
		got = read_packed(in, to, n);
	} else if (in->at < in->n) {
		got = in->n - in->at < n ? in->n - in->at : n;
		memcpy(to, in->stock + in->at, got);
		in->at += got;
	} else {
		got = read_stored(in, to, n);
	}
	return in->failed ? 0 : got;
}

void input_read_all(struct input *in, struct buf *out)
{
	const size_t block = 65536;
	size_t got;

	do {
		got = input_read(in, buf_room(out, block), block);
		out->n += got;
	} while (got > 0);
}

bool input_failed(const struct input *in)
{
	return in->failed;
}

bool input_system_error(const struct input *in)
{
	return in->system_error;
}

const char *input_name(const struct input *in)
{
	return in->name;
}

uint64_t input_stored_bytes(const struct input *in)
{
	return in->stored_bytes;
}

uint64_t input_size_bytes(const struct input *in)
{
	return in->size_bytes;
}

bool input_packed(const struct input *in)
{
	return in->kind != NULL;
}

void input_forget_digest(struct input *in)
{
	in->no_digest = true;
}

void input_digest(struct input *in, char text[SHA256_TEXT])
{
	struct sha256 copy;

	text[0] = '\0';
	if (in->no_digest)
		return;
	do
		in->at = in->n = 0;
	while (stock_up(in, 1) > 0);
	text[0] = '\0';
	if (in->system_error)
		return;
	copy = in->sha256;
	sha256_hex(&copy, text);
}

void input_close(struct input *in)
{
	if (!in)
		return;
	if (in->kind)
		in->kind->close(&in->unpack);
	if (in->own_fd && in->fd >= 0)
		close(in->fd);
	mem_free(in->stock);
	mem_free(in);
}

bool input_offered(void)
{
	struct pollfd p = { .fd = STDIN_FILENO, .events = POLLIN };
	struct stat st;
	int got;

	if (fstat(STDIN_FILENO, &st) != 0)
		return false;
	if (S_ISREG(st.st_mode))
		return st.st_size > 0;
	if (!S_ISFIFO(st.st_mode) && !S_ISSOCK(st.st_mode))
		return false;
	do {
		got = poll(&p, 1, -1);
	} while (got < 0 && errno == EINTR);
	return got > 0 && (p.revents & POLLIN);
}
