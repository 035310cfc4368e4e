<?php
/*
 * The bare twin of a file that comes in parts: the least PHP that puts the body of a request at the end of a file. Nobody is
 * asked who he is, nothing is judged, flushed or recorded.
 */
$in = fopen('php://input', 'rb');
$to = fopen(getenv('UPLOAD_BARE') ?: sys_get_temp_dir() . '/upload_bare', ($_GET['offset'] ?? '0') === '0' ? 'wb' : 'ab');
stream_copy_to_stream($in, $to);
fclose($to);
