/*
 * Bodies, once each. Those of a commit are packed together just before it, in
 * one zstd frame: they are much alike, and what one has the others only refer
 * to. That makes a third of what they take each by itself, in half the time,
 * with one row for ten of them. Who reads one unpacks its neighbours too, so
 * the last frame is kept: bodies are read in the order in which they came.
 */
#include "file/journal_room.h"

#include <string.h>
#include <zstd.h>

#include "base/mem.h"

#define HELD_MOST	(1 << 16)	/* bytes of a frame; or one body's */
#define PACK_LEVEL	(-1)
#define BLOCK_MOST	(UINT64_C(1) << 17)	/* bytes of a block; it has */
#define BLOCK_HEAD	3			/* at least so many itself */

static void digest(struct span bytes, unsigned char sha[SHA256_BYTES])
{
	struct sha256 h;

	sha256_init(&h);
	sha256_add(&h, bytes.p, bytes.n);
	sha256_sum(&h, sha);
}

void journal_sha_text(struct span sha, char text[SHA256_TEXT])
{
	text[0] = '\0';
	if (sha.n == SHA256_BYTES)
		sha256_text((const unsigned char *)sha.p, text);
}

/* ---- contents ---- */

/* The packed form, in j->packed. */
static struct span pack(struct journal *j, struct span bytes)
{
	const size_t most = ZSTD_compressBound(bytes.n);
	size_t n;

	if (!j->pack)
		j->pack = ZSTD_createCCtx();
	buf_clear(&j->packed);
	n = j->pack ? ZSTD_compressCCtx(j->pack, buf_room(&j->packed, most),
					most, bytes.p, bytes.n, PACK_LEVEL) :
		      0;
	if (!n || ZSTD_isError(n))
		mem_exhausted(most);
	j->packed.n = n;
	return buf_span(&j->packed);
}

/* Into j->content; false: damaged. */
static bool unpack(struct journal *j, uint64_t bytes, struct span packed)
{
	size_t n;

	buf_clear(&j->content);
	if (bytes / BLOCK_MOST > packed.n / BLOCK_HEAD)
		return false;		/* it cannot hold so many */
	if (!j->unpack)
		j->unpack = ZSTD_createDCtx();
	if (!j->unpack)
		mem_exhausted(BLOCK_MOST);
	n = ZSTD_decompressDCtx(j->unpack,
				buf_room(&j->content, (size_t)bytes),
				(size_t)bytes, packed.p, packed.n);
	if (ZSTD_isError(n) || n != bytes)
		return false;
	j->content.n = n;
	return true;
}

/* That of this number in j->content; false: it is damaged, or not there. */
static bool find_content(struct journal *j, uint64_t number)
{
	struct put p;
	struct get g;
	bool there;

	if (j->content_no && j->content_no == number)
		return true;
	j->content_no = 0;
	p = put_begin(j, SQL_CONTENT_GET);
	put_u64(&p, number);
	g = get_put(&p);
	there = get_row(&g);
	if (there) {
		const uint64_t bytes = get_u64(&g);

		there = unpack(j, bytes, get_bytes(&g));
	}
	get_end(&g);
	j->content_no = there ? number : 0;
	return there;
}

/* Columns of a body: content_no, at, bytes. */
static bool get_body(struct journal *j, struct get *g, struct span *bytes)
{
	const uint64_t number = get_u64(g), at = get_u64(g), n = get_u64(g);

	*bytes = SPAN_EMPTY;
	if (!find_content(j, number) || at > j->content.n ||
	    n > j->content.n - at)
		return false;
	if (n)
		*bytes = span_make(j->content.p + at, (size_t)n);
	return true;
}

void journal_bodies_put(struct journal *j)
{
	struct span packed;
	struct put p;

	if (!j->holds)
		return;
	packed = pack(j, buf_span(&j->held));
	p = put_begin(j, SQL_CONTENT_ADD);
	put_u64(&p, ++j->contents);
	put_u64(&p, j->held.n);
	put_blob(&p, packed.p, packed.n);
	put_done(&p);
	buf_clear(&j->held);
	j->holds = false;
}

/* ---- which are there ---- */

static uint32_t tag(const unsigned char *sha)
{
	return (uint32_t)intern_hash(span_make((const char *)sha,
					       SHA256_BYTES));
}

static void know(struct journal *j, const unsigned char *sha, uint64_t number)
{
	if (number == 0 || number > UINT32_MAX)
		journal_damaged(j, "a number that no body can have");
	else
		journal_known_put(&j->known, tag(sha), (uint32_t)number);
}

static void load_known(struct journal *j)
{
	struct get g;

	if (j->has_known)
		return;
	j->has_known = true;
	g = get_begin(j, SQL_BODY_DIGESTS);
	while (get_row(&g)) {
		const uint64_t number = get_u64(&g);
		const struct span sha = get_bytes(&g);

		if (sha.n == SHA256_BYTES)
			know(j, (const unsigned char *)sha.p, number);
	}
	g = get_begin(j, SQL_LAST_NUMBERS);
	if (get_row(&g)) {
		j->messages = get_u64(&g);
		j->contents = get_u64(&g);
	}
	get_end(&g);
}

/* Its number, and that of the message that had it; 0: none. */
static uint64_t find(struct journal *j, const unsigned char *sha,
		     uint64_t *message)
{
	uint64_t at = 0;
	uint32_t number;
	bool is = false;

	load_known(j);
	*message = 0;
	while (!is && (number = journal_known_next(&j->known, tag(sha), &at))) {
		struct put p = put_begin(j, SQL_BODY_IS);
		struct get g;

		put_u64(&p, number);
		put_blob(&p, sha, SHA256_BYTES);
		g = get_put(&p);
		is = get_row(&g);
		if (is)
			*message = get_u64(&g);
		get_end(&g);
	}
	return number;
}

static uint64_t add(struct journal *j, const unsigned char *sha,
		    struct span bytes, uint64_t message)
{
	struct put p;
	uint64_t number;

	if (j->held.n + bytes.n > HELD_MOST)
		journal_bodies_put(j);
	p = put_begin(j, SQL_BODY_ADD);
	put_blob(&p, sha, SHA256_BYTES);
	put_u64(&p, bytes.n);
	put_u64(&p, j->contents + 1);
	put_u64(&p, j->held.n);
	put_if(&p, message > 0, message);
	put_done(&p);
	if (journal_failed(j))
		return 0;
	number = (uint64_t)sqlite3_last_insert_rowid(j->db);
	know(j, sha, number);
	buf_add(&j->held, bytes);
	j->holds = true;
	return number;
}

uint64_t journal_body_put(struct journal *j, struct span bytes)
{
	unsigned char sha[SHA256_BYTES];
	uint64_t number, message;

	if (!bytes.n)
		return 0;
	digest(bytes, sha);
	number = find(j, sha, &message);
	return number ? number : add(j, sha, bytes, 0);
}

bool journal_body_arrived(struct journal *j, struct span bytes,
			  uint64_t *body, uint64_t *message)
{
	unsigned char sha[SHA256_BYTES];
	struct put p;

	digest(bytes, sha);
	*body = find(j, sha, message);
	if (*message)
		return false;
	*message = ++j->messages;
	if (!*body) {
		*body = add(j, sha, bytes, *message);
		return true;
	}
	p = put_begin(j, SQL_BODY_MESSAGE);
	put_u64(&p, *message);
	put_u64(&p, *body);
	put_done(&p);
	return true;
}

bool journal_body(struct journal *j, uint64_t number, struct buf *bytes)
{
	struct span s = SPAN_EMPTY;
	struct put p;
	struct get g;
	bool there;

	journal_bodies_put(j);
	p = put_begin(j, SQL_BODY_GET);
	put_u64(&p, number);
	g = get_put(&p);
	there = get_row(&g);
	if (there && !get_body(j, &g, &s)) {
		journal_damaged(j, "a body cannot be unpacked");
		there = false;
	}
	get_end(&g);
	buf_add(bytes, s);
	return there;
}

bool journal_body_whole(struct journal *j, struct get *g, struct span *bytes,
			char sha256[SHA256_TEXT])
{
	const struct span said = get_bytes(g);
	unsigned char sum[SHA256_BYTES];

	journal_sha_text(said, sha256);
	if (get_body(j, g, bytes)) {
		digest(*bytes, sum);
		if (span_eq(said, span_make((const char *)sum, sizeof(sum))))
			return true;
	}
	journal_damaged(j, "the body %s is not what it was", sha256);
	return false;
}

void journal_body_release(struct journal *j)
{
	ZSTD_freeCCtx(j->pack);
	ZSTD_freeDCtx(j->unpack);
	buf_release(&j->packed);
	buf_release(&j->held);
	buf_release(&j->content);
	journal_known_release(&j->known);
}
