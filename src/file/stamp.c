/* The time of the last change of status is not looked at: a link more or
 * other rights change nothing of what is read. */
#include "file/stamp.h"

#include <sys/stat.h>

bool stamp_take(int fd, struct file_stamp *s)
{
	struct stat st;

	*s = (struct file_stamp){ .regular = false };
	if (fstat(fd, &st) != 0)
		return false;
	if (S_ISREG(st.st_mode))
		*s = (struct file_stamp){
			.regular = true, .device = st.st_dev,
			.inode = st.st_ino,
			.size_bytes = (uint64_t)st.st_size,
			.changed_s = st.st_mtim.tv_sec,
			.changed_ns = st.st_mtim.tv_nsec,
		};
	return true;
}

bool stamp_same(const struct file_stamp *a, const struct file_stamp *b)
{
	return a->regular == b->regular && a->device == b->device &&
	       a->inode == b->inode && a->size_bytes == b->size_bytes &&
	       a->changed_s == b->changed_s && a->changed_ns == b->changed_ns;
}

bool stamp_holds(int fd, const struct file_stamp *s)
{
	struct file_stamp now;

	return !s->regular || (stamp_take(fd, &now) && stamp_same(s, &now));
}
