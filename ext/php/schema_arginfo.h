/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: f42be3b1f5eacce1adc25e762f73f244d83978bb */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Elaska_Schema___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Elaska_Schema_migrate, 0, 2, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, db, IS_OBJECT, 0)
	ZEND_ARG_TYPE_INFO(0, dir, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Elaska_Schema_settle, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, db, IS_OBJECT, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Elaska_Schema_verify, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, db, IS_OBJECT, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, dir, IS_STRING, 0, "\"\"")
ZEND_END_ARG_INFO()

#define arginfo_class_Elaska_Schema_ready arginfo_class_Elaska_Schema_settle

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Elaska_Schema_version, 0, 0, IS_STRING, 0)
ZEND_END_ARG_INFO()


ZEND_METHOD(Elaska_Schema, __construct);
ZEND_METHOD(Elaska_Schema, migrate);
ZEND_METHOD(Elaska_Schema, settle);
ZEND_METHOD(Elaska_Schema, verify);
ZEND_METHOD(Elaska_Schema, ready);
ZEND_METHOD(Elaska_Schema, version);


static const zend_function_entry class_Elaska_Schema_methods[] = {
	ZEND_ME(Elaska_Schema, __construct, arginfo_class_Elaska_Schema___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Elaska_Schema, migrate, arginfo_class_Elaska_Schema_migrate, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Elaska_Schema, settle, arginfo_class_Elaska_Schema_settle, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Elaska_Schema, verify, arginfo_class_Elaska_Schema_verify, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Elaska_Schema, ready, arginfo_class_Elaska_Schema_ready, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Elaska_Schema, version, arginfo_class_Elaska_Schema_version, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Elaska_Schema(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Elaska", "Schema", class_Elaska_Schema_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
