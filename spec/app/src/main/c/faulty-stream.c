/* A stream driver with a fault of your choice: cc -o faulty-stream faulty-stream.c */
#define KIT_STREAMS
#define KIT_DISCONNECT
#define KIT_ARGUMENTS
#include "kit.h"

/* What it can do wrong; none of them compiles any worse. */
static const char *fault = "";

static int is(const char *name) { return !strcmp(fault, name); }

static void driver_arguments(int argc, char **argv) { fault = argc > 1 ? argv[1] : ""; }

static const char *driver_claims(void) {
  return is("event-without-effect")
             ? "Asynchronous Streams Feeder LooksAtDevice HeedsDisconnect"
             : "NotAsynchronous Streams Feeder LooksAtDevice HeedsDisconnect";
}

static struct read old; /* a band of a transfer that was canceled */
static int one_stream;  /* all pages go into one (V14) */
static int empty;       /* the feeder is, after a page (V5) */
static int open;        /* there is a stream */
static int skipped;     /* what is read is thrown away (V3) */
static int there;       /* the device is plugged in */
static int gone;        /* it was not all the time in this transfer */

static void driver_reset(void) {
  old.number = 0;
  there = 1;
}

static void driver_device_is_there(int is) {
  there = is;
  gone |= !is;
}

static int is_scanning(void) { return !gone && device_is_scanning(); }

static void await_quiet(void) {
  while (is_scanning()) {
    /* It has been told to stop. */
  }
}

/* CANCEL_IO means nothing to it; only an answer cancels (B5). */
static void driver_cancel_io(void) {}

static HRESULT_CODE tell(void) {
  HRESULT_CODE code = send_status();
  if (code == S_FALSE && is("tells-of-cancel")) {
    send_status();
  }
  if (code == S_FALSE && is("cancel-is-success")) {
    return E_ABORT; /* Turned into S_OK at the end. */
  }
  return code >= 0x80000000u && is("status-error-ignored") ? S_OK : code;
}

static HRESULT_CODE write_band(const struct read *band) {
  HRESULT_CODE code = S_OK;
  int less = 1;
  while (less && code == S_OK) {
    if (!is("never-seeks")) {
      code = stream_seek_end();
    }
    if (code == S_OK) {
      code = stream_write(band, &less);
    }
    less = less && !is("short-write-ignored");
  }
  return is("write-error-ignored") ? S_OK : code;
}

static HRESULT_CODE bands(int first) {
  struct read read = {READ_NOT_READY, 0, 0, 0};
  HRESULT_CODE code = S_OK;
  if (old.number && !skipped) {
    code = write_band(&old);
    old.number = 0;
  }
  while (code == S_OK && read.result != READ_LAST_BAND) {
    if (gone) {
      return WIA_ERROR_OFFLINE;
    }
    device_submit_read();
    read = device_await_read();
    if (gone) {
      return WIA_ERROR_OFFLINE;
    }
    if (read.result == READ_FAULT && (is("reads-on-unrepaired") || is("fault-anyway"))) {
      code = report_device_status(read.fault);
      if (is("reads-on-unrepaired")) {
        code = S_OK;
        continue;
      }
      return code == S_FALSE ? code : read.fault;
    }
    if (read.result == READ_FAULT) {
      return read.fault;
    }
    if (read.result == READ_FEEDER_EMPTY) {
      empty = !first;
      return first ? WIA_ERROR_PAPER_EMPTY : S_OK;
    }
    if (read.result == READ_BUTTON) {
      return is("button-is-error") ? E_ABORT : S_FALSE;
    }
    if (read.result != READ_NOT_READY && !skipped
        && !(is("last-band-lost") && read.result == READ_LAST_BAND)) {
      code = write_band(&read);
    }
    if (code == S_OK) {
      code = tell();
      if (code == S_FALSE && is("flushes") && !skipped && read.number) {
        write_band(&read);
      }
      if (code == S_FALSE && is("old-data")) {
        old = read;
      }
    }
  }
  return code;
}

/* Where the page goes: S_OK to go on, with a stream or without. */
static HRESULT_CODE ask_for_stream(int is_last) {
  HRESULT_CODE code = get_next_stream();
  open = code == S_OK;
  skipped = code == WIA_STATUS_SKIP_ITEM;
  if (code == S_FALSE && is("asks-for-next") && get_next_stream() == S_OK) {
    stream_release();
  }
  if (code == E_UNEXPECTED && is("no-stream-is-skip")) {
    skipped = 1;
  }
  if (skipped && is("skip-returned") && is_last) {
    return code;
  }
  return skipped ? S_OK : code;
}

static HRESULT_CODE page(int *started, int number, int is_last) {
  HRESULT_CODE code = S_OK;
  if (number == 1 || !one_stream) {
    code = ask_for_stream(is_last);
  }
  if (code != S_OK || (skipped && is("skips-unscanned"))) {
    return code;
  }
  if (gone) {
    return WIA_ERROR_OFFLINE;
  }
  if (!*started) {
    *started = 1;
    device_start();
  }
  code = bands(number == 1);
  if (open && is("sends-end-of-stream") && code == S_OK) {
    kit_call("EndOfStream");
  }
  if (open && !one_stream && !(is("keeps-stream") && code == S_FALSE)) {
    stream_release();
    open = 0;
  }
  return code;
}

static HRESULT_CODE driver_acquire(struct job job) {
  HRESULT_CODE code = S_OK;
  int number, started = 0;
  int all = job.pages == ALL_PAGES;
  gone = !there;
  if (!is("starts-blindly") && is_scanning()) {
    device_stop(); /* For whoever died in the middle of a transfer (V29). */
    await_quiet();
  }
  one_stream = job.one_stream && !is("stream-per-page");
  skipped = open = empty = 0;
  if (is("one-page")) {
    job.pages = 1;
    all = 0;
  }
  for (number = 1; (all || number <= job.pages) && code == S_OK && !empty; number++) {
    code = page(&started, number, number == job.pages);
  }
  if (open && !(is("keeps-stream") && code == S_FALSE)) {
    stream_release();
  }
  if (code == S_OK && empty && !all && !is("fewer-is-success")) {
    code = WIA_STATUS_END_OF_MEDIA;
  }
  if (started && !(is("left-on") && code >= 0x80000000u) && (!gone || is("stops-what-is-gone"))) {
    device_stop();
  }
  if (!is("left-on")) {
    await_quiet();
  }
  return code == E_ABORT && is("cancel-is-success") ? S_OK : code;
}
