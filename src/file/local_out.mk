# src/file: what is written

libsmets1_a_SOURCES += \
	src/file/findings_out.c \
	src/file/findings_out.h \
	src/file/lp_out.c \
	src/file/lp_out.h \
	src/file/out.c \
	src/file/out.h \
	src/file/table_out.c \
	src/file/table_out.h \
	src/file/text_table.c \
	src/file/text_table.h
