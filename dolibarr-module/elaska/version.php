<?php
// Version of the module; the extension and the workers must be of the same.
return '0.1.0';
