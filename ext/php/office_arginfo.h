/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: ce10826e41cd5da6ca1518bb39cfdc4346746f8f */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Elaska_Office___construct, 0, 0, 2)
	ZEND_ARG_TYPE_INFO(0, db, IS_OBJECT, 0)
	ZEND_ARG_TYPE_INFO(0, actor, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Elaska_Office_call, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, operation, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, input, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Elaska_Office_json, 0, 2, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, operation, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, input, IS_STRING, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Elaska_Office_bytes arginfo_class_Elaska_Office_call

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Elaska_Office_file, 0, 3, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, operation, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, input, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, path, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Elaska_Office_upload, 0, 3, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, operation, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, input, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, bytes, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Elaska_Office_pour, 0, 0, _IS_BOOL, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Elaska_Office_operations, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Elaska_Office_rights arginfo_class_Elaska_Office_operations


ZEND_METHOD(Elaska_Office, __construct);
ZEND_METHOD(Elaska_Office, call);
ZEND_METHOD(Elaska_Office, json);
ZEND_METHOD(Elaska_Office, bytes);
ZEND_METHOD(Elaska_Office, file);
ZEND_METHOD(Elaska_Office, upload);
ZEND_METHOD(Elaska_Office, pour);
ZEND_METHOD(Elaska_Office, operations);
ZEND_METHOD(Elaska_Office, rights);


static const zend_function_entry class_Elaska_Office_methods[] = {
	ZEND_ME(Elaska_Office, __construct, arginfo_class_Elaska_Office___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Office, call, arginfo_class_Elaska_Office_call, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Office, json, arginfo_class_Elaska_Office_json, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Office, bytes, arginfo_class_Elaska_Office_bytes, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Office, file, arginfo_class_Elaska_Office_file, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Office, upload, arginfo_class_Elaska_Office_upload, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Office, pour, arginfo_class_Elaska_Office_pour, ZEND_ACC_PUBLIC)
	ZEND_ME(Elaska_Office, operations, arginfo_class_Elaska_Office_operations, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Elaska_Office, rights, arginfo_class_Elaska_Office_rights, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Elaska_Office(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Elaska", "Office", class_Elaska_Office_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
